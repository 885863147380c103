// Lets a member read the meetings that the member has opened when there is no net, and keeps the
// notes typed meanwhile. The only script that keeps anything in the browser: see docs/security.
//
// It keeps what a page of a meeting asks it to, and only what the server says was made for the one
// reader that this browser has now. It answers no address but pages of work and the style, script
// and fonts they need, never anything that is sent, and asks the net first. When another reader
// signs in, at the sign-in page, and at signing out, everything is thrown away.

const PAGES = "samspill-meetings";
const THINGS = "samspill-things";
const KEPT_MS = 7 * 24 * 3600 * 1000;
const LARGEST = 50 * 1000 * 1000;
const scope = () => self.registration.scope;
const READER = () => `${scope()}uten-nett/leser`;
const NOTES = () => `${scope()}uten-nett/notat/`;
const OFFLINE = () => `${scope()}uten-nett/`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const forget = () => caches.delete(PAGES);

// Whose pages are kept. Another reader than before: what was kept is thrown away first.
const isFor = async (reader) => {
  if (!reader) return false;
  const pages = await caches.open(PAGES);
  const before = await pages.match(READER());
  const known = before ? await before.text() : "";
  if (known === reader) return true;
  await forget();
  await (await caches.open(PAGES)).put(READER(), new Response(reader));
  return true;
};

const put = async (address, answer) => {
  if (!answer.ok || Number(answer.headers.get("content-length")) > LARGEST) return;
  if (!(await isFor(answer.headers.get("samspill-reader")))) return;
  const headers = new Headers();
  for (const name of ["content-type", "content-disposition", "content-security-policy", "x-content-type-options"])
    if (answer.headers.has(name)) headers.set(name, answer.headers.get(name));
  headers.set("kept-at", String(Date.now()));
  const body = await answer.blob();
  await (await caches.open(PAGES)).put(address, new Response(body, { headers }));
};

const plain = (address) => address.split("#")[0];

const kept = async (address) => {
  const pages = await caches.open(PAGES);
  const found = await pages.match(plain(address));
  const at = Number(found?.headers.get("kept-at"));
  if (!found || !at) return undefined;
  if (Date.now() - at > KEPT_MS) {
    await pages.delete(plain(address));
    return undefined;
  }
  if (!(found.headers.get("content-type") ?? "").includes("html")) return found;
  const text = await found.text();
  const told = text.replace("<html ", `<html data-kept-at="${at}" `);
  return new Response(told, { headers: found.headers });
};

const page = async (request) => {
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    return (await kept(request.url)) ?? (await caches.match(OFFLINE())) ?? Response.error();
  }
  const reader = answer.headers.get("samspill-reader");
  if (reader && (await isFor(reader))) {
    const pages = await caches.open(PAGES);
    if (await pages.match(plain(request.url))) await put(plain(request.url), answer.clone());
  }
  return answer;
};

const thing = async (request) => {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request.url)) ?? Response.error();
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (["style", "script", "font", "image"].includes(request.destination)) event.respondWith(thing(request));
});

const isOurs = (address) => address.startsWith(scope());
const isThing = (address) =>
  new URL(address).origin === self.location.origin && new URL(address).pathname.includes("/static/");

const keep = async ({ pages, papers, things }) => {
  const there = await caches.open(THINGS);
  for (const old of await there.keys())
    if (isThing(old.url) && !things.includes(old.url)) await there.delete(old);
  for (const address of things.filter(isThing))
    if (!(await there.match(address))) await there.add(address);
  const offline = await fetch(OFFLINE());
  if (offline.ok) await there.put(OFFLINE(), offline);
  for (const address of pages.filter(isOurs)) await put(plain(address), await fetch(address));
  for (const address of papers.filter(isOurs))
    if (!(await kept(address))) await put(plain(address), await fetch(address));
  return { at: Date.now() };
};

const listed = async () => {
  const found = [];
  const pages = await caches.open(PAGES);
  for (const { url } of await pages.keys()) {
    const answer = await kept(url);
    if (!answer || !(answer.headers.get("content-type") ?? "").includes("html")) continue;
    const title = /<title>([^<]*)<\/title>/.exec(await answer.text())?.[1] ?? url;
    found.push({ url, title: title.trim(), at: Number(answer.headers.get("kept-at")) });
  }
  return { pages: found };
};

const noteAt = (path) => NOTES() + encodeURIComponent(path);

// A note belongs to the reader who typed it; where that is not whom this browser has, it is not kept.
const note = async ({ path, text, base, reader }) => {
  if (!(await isFor(reader))) return {};
  const pages = await caches.open(PAGES);
  if (text === null) await pages.delete(noteAt(path));
  else await pages.put(noteAt(path), new Response(JSON.stringify({ path, text, base })));
  return { isKept: true };
};

const notes = async ({ reader }) => {
  if (!(await isFor(reader))) return { notes: [] };
  const pages = await caches.open(PAGES);
  const mine = (await pages.keys()).filter(({ url }) => url.startsWith(NOTES()));
  return { notes: await Promise.all(mine.map(async (one) => (await pages.match(one)).json())) };
};

const CAN = { keep, listed, note, notes, forget };

self.addEventListener("message", (event) => {
  const { ask, ...rest } = event.data ?? {};
  if (!Object.hasOwn(CAN, ask)) return;
  const done = CAN[ask](rest).then((said) => event.ports[0]?.postMessage(said ?? {}));
  event.waitUntil(done.catch(() => event.ports[0]?.postMessage({})));
});
