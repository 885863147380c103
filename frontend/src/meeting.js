// A member's page of a meeting: asks the worker to keep it for when there is no net, tells when what
// is shown was kept, and keeps notes as they are typed, also those typed without a net.

const WAIT = 1500;
const root = document.documentElement;
const told = document.querySelector("[data-worker]");
const reader = told?.dataset.reader;
const ZONE = { timeZone: "Europe/Oslo" };
const day = (then) => then.toLocaleDateString(root.lang, { day: "numeric", month: "long", ...ZONE });
const time = (at) => {
  const then = new Date(Number(at));
  const clock = then.toLocaleTimeString(root.lang, { hour: "2-digit", minute: "2-digit", ...ZONE });
  const hour = clock.replace(":", ".");
  return day(then) === day(new Date()) ? hour : `${day(then)} ${hour}`;
};

const worker = async () => {
  if (!("serviceWorker" in navigator)) return null;
  if (told && !root.dataset.keptAt) await navigator.serviceWorker.register(told.dataset.worker);
  return (await navigator.serviceWorker.ready).active;
};
const working = worker().catch(() => null);

const ask = async (what) => {
  const active = await working;
  if (!active) return {};
  return new Promise((answer) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => answer(event.data);
    active.postMessage(what, [port2]);
  });
};

const addresses = (selector) => [...document.querySelectorAll(selector)].map((one) => one.href);

if (told && root.dataset.keptAt) {
  told.textContent = told.dataset.without.replace("TIME", time(root.dataset.keptAt));
  told.classList.add("is-offline");
} else if (told) {
  const things = performance.getEntriesByType("resource").map((one) => one.name);
  const loaded = things.filter((name) => new URL(name).pathname.includes("/static/"));
  ask({ ask: "keep", pages: [location.href], papers: addresses("a[data-keep]"), things: loaded }).then(({ at }) => {
    if (at) told.textContent = told.dataset.kept.replace("TIME", time(at));
  });
}

// The list of what is kept, on the page that is shown where something is not.
const list = document.querySelector("[data-listed]");
if (list)
  ask({ ask: "listed" }).then(({ pages = [] }) => {
    for (const { url, title, at } of pages) {
      const row = document.createElement("li");
      const link = document.createElement("a");
      link.href = url;
      link.textContent = title;
      row.append(link, ` ${list.dataset.listed.replace("TIME", time(at))}`);
      list.append(row);
    }
    if (pages.length) list.previousElementSibling.hidden = true;
  });

const forms = [...document.querySelectorAll("[data-note]")].map((form) => {
  const area = form.elements.text;
  const say = form.querySelector("[data-told]");
  const path = new URL(form.action).pathname;
  let timer = 0;

  const fresh = async () => {
    const answer = await fetch(location.href, { redirect: "manual" });
    const found = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(answer.ok ? await answer.text() : "");
    if (found && answer.headers.get("samspill-reader") === reader) form.elements.csrfmiddlewaretoken.value = found[1];
    return Boolean(found);
  };
  const post = (text) =>
    fetch(form.action, {
      method: "POST",
      body: new URLSearchParams({
        csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
        base: form.elements.base.value,
        text,
      }),
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
  const send = async () => {
    window.clearTimeout(timer);
    const text = area.value;
    await ask({ ask: "note", path, text, base: form.elements.base.value, reader });
    try {
      let answer = await post(text);
      if (answer.status === 403 && (await fresh())) answer = await post(text);
      const said = await answer.json();
      if (!answer.ok) {
        say.textContent = said.told;
        return;
      }
      say.textContent = said.told;
      form.elements.base.value = said.base;
      if (area.value === text) {
        if (said.text !== text.trim()) area.value = said.text;
        await ask({ ask: "note", path, text: null, reader });
      }
    } catch {
      say.textContent = form.dataset.offline;
    }
  };
  area.addEventListener("input", () => {
    say.textContent = form.dataset.typing;
    window.clearTimeout(timer);
    timer = window.setTimeout(send, WAIT);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  return { path, form, area, send };
});

// What was typed without a net is put back into its field, and sent when there is one.
if (forms.length)
  ask({ ask: "notes", reader }).then(({ notes = [] }) => {
    for (const { path, text, base } of notes) {
      const one = forms.find((form) => form.path === path);
      if (!one) continue;
      one.area.value = text;
      one.form.elements.base.value = base;
      one.form.closest("details").open = true;
      one.send();
    }
    window.addEventListener("online", () => {
      for (const one of forms) ask({ ask: "notes", reader }).then(({ notes: left = [] }) => {
        if (left.some(({ path }) => path === one.path)) one.send();
      });
    });
  });
