// Minutes saved as they are written. What is typed lies on this machine until it is saved, so that
// a dropped connection loses nothing; where two have written in one place, both wordings are kept.
// What is refused is told as refused, and not tried again before somebody writes or saves.

const page = document.querySelector("[data-minutes]");
const told = document.querySelector("[data-minutes-told]");
const others = document.querySelector("[data-minutes-others]");
const WAIT = 2000;
const AT_MOST = 12000;
const AGAIN = 4000;
const NOBODY_ANSWERS = [502, 503, 504];
const NOT_KEPT = ["csrfmiddlewaretoken", "next", "punkt"];
const clock = () => new Date().toTimeString().slice(0, 5).replace(":", ".");
let lostAt = "";

const fields = (form) =>
  [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_KEPT.includes(name));

/** The keeper of one form: what is typed in it is kept here, sent, and kept until it is saved. */
function keeper(form) {
  const key = `referat ${page.dataset.minutes} ${new URL(form.action).pathname}`;
  let isDirty = false;
  let isSending = false;
  let timer = 0;
  let since = 0;
  let isRenewed = false;

  const keep = () => window.localStorage.setItem(key, JSON.stringify(fields(form)));
  const later = (wait) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => send(), wait);
  };

  async function send() {
    window.clearTimeout(timer);
    if (isSending) return later(WAIT);
    const sent = JSON.stringify(fields(form));
    isSending = true;
    since = 0;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { Accept: "application/json" },
        redirect: "manual",
      });
      if (answer.ok) take(await answer.json(), sent);
      else if (answer.type === "opaqueredirect") wait(told.dataset.signedOut);
      else if (answer.status === 429) wait(told.dataset.tooMany);
      else if (NOBODY_ANSWERS.includes(answer.status)) lost();
      else if (answer.status === 403 && !isRenewed && (await renew())) again();
      else refused(answer.status);
    } catch {
      lost();
    }
    isSending = false;
  }

  /** Signed in again in another window: what is sent from now on has the token of that session. */
  function again() {
    isRenewed = true;
    later(0);
  }

  function wait(words) {
    told.textContent = words;
    later(AGAIN * 3);
  }

  /** It helps nobody to send it again as it is; what is typed stays here. */
  function refused(status) {
    lostAt = "";
    told.textContent = told.dataset.typing;
    form.querySelector("[data-wrong]").textContent =
      { 403: told.dataset.notAllowed, 404: told.dataset.gone }[status] ?? told.dataset.failed;
  }

  /** No connection, or nobody answers there: what is typed stays here, and is sent again. */
  function lost() {
    lostAt = lostAt || clock();
    told.textContent = told.dataset.offline.replace("[time]", lostAt);
    later(AGAIN);
  }

  function take(said, sent) {
    lostAt = "";
    isRenewed = false;
    const isSame = JSON.stringify(fields(form)) === sent;
    for (const [name, stamp] of Object.entries(said.marks ?? {})) {
      const of = name.replace(/^mark-/, "");
      const theirs = said.values?.[of];
      if (theirs !== undefined && !takeIn(form, of, theirs, sent)) continue;
      if (form.elements[name]) form.elements[name].value = stamp;
    }
    for (const [name, words] of Object.entries(said.shown ?? {})) {
      form.querySelector(`[data-told="${name}"]`).textContent = words;
    }
    form.querySelector("[data-wrong]").textContent = said.wrong.join(" ");
    for (const one of said.clashes) showBoth(form, one, edited);
    others.textContent = said.others;
    told.textContent = isSame ? said.told : told.dataset.typing;
    mark(form, said);
    if (isSame && !said.clashes.length && !said.wrong.length) {
      isDirty = false;
      window.localStorage.removeItem(key);
    } else {
      keep();
      if (!isSame) later(WAIT);
    }
  }

  function edited() {
    const now = Date.now();
    isDirty = true;
    keep();
    if (!lostAt) told.textContent = told.dataset.typing;
    since = since || now;
    later(Math.max(0, Math.min(WAIT, since + AT_MOST - now)));
  }

  form.addEventListener("input", edited);
  form.addEventListener("change", edited);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { name, value } = event.submitter ?? {};
    if (name === "rest") setTheRest(form, value);
    edited();
    send();
    if (name === "next") show(value);
  });
  window.addEventListener("online", () => isDirty && send());

  const kept = JSON.parse(window.localStorage.getItem(key) ?? "null");
  if (kept) {
    putBack(form, kept);
    isDirty = true;
    told.textContent = told.dataset.found;
    later(0);
  }
}

/** Takes the token of the session that the browser has now, where the same user is signed in. */
async function renew() {
  const answer = await fetch(window.location.href, { redirect: "manual" });
  if (!answer.ok) return false;
  const text = await answer.text();
  const token = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(text)?.[1];
  if (!token || !text.includes(`data-minutes="${page.dataset.minutes}"`)) return false;
  for (const place of page.querySelectorAll("[name=csrfmiddlewaretoken]")) place.value = token;
  return true;
}

/** All of whom nothing is said were not there; it is typed in, and saved as what else is typed. */
function setTheRest(form, value) {
  for (const row of form.querySelectorAll("li")) {
    const choice = row.querySelector("select");
    if (!row.querySelector("[type=checkbox]").checked && !choice.value) choice.value = value;
  }
  count();
}

/** Puts what another has written into a place that nothing was typed in; whether it was put in. */
function takeIn(form, name, value, sent) {
  const was = new Map(JSON.parse(sent)).get(name) ?? "";
  const place = form.elements[name];
  if (!place || place.value !== was || place === document.activeElement) return false;
  place.value = value;
  return true;
}

/** Puts what was kept into the form again, with the rows that were added. */
function putBack(form, kept) {
  for (const [name, value] of kept) {
    const row = /^(.+)-(duty|proposal|left)$/.exec(name);
    if (row && ![...form.querySelectorAll(`[name="${name}"]`)].some((one) => one.value === value)) {
      const all = [...form.querySelectorAll("template")];
      add(all.find((one) => one.content.querySelector(`[name="${name}"]`)), value);
    }
  }
  const given = new Map(kept);
  for (const place of form.elements) {
    if (NOT_KEPT.includes(place.name) || !place.name) continue;
    if (place.type === "checkbox" || place.type === "radio") {
      place.checked = given.get(place.name) === place.value;
    } else if (given.has(place.name) && !/-(duty|proposal|left)$/.test(place.name)) {
      place.value = given.get(place.name);
    }
  }
}

/** One more row, with a key of its own. */
function add(template, key = `ny${crypto.getRandomValues(new Uint32Array(2)).join("")}`) {
  const row = template.content.firstElementChild.cloneNode(true);
  for (const one of [row, ...row.querySelectorAll("*")]) {
    for (const { name, value } of [...one.attributes]) one.setAttribute(name, value.replaceAll("NYRAD", key));
  }
  template.before(row);
  return row;
}

/** Both wordings of a place, with what can be done about it. */
function showBoth(form, one, edited) {
  const place = form.elements[one.name];
  const at = (place instanceof RadioNodeList ? place[0] : place)?.closest(".field, .choices, li");
  if (!at) return;
  form.querySelector(`[data-clash="${one.name}"]`)?.remove();
  const box = document.querySelector("[data-two-texts]").content.firstElementChild.cloneNode(true);
  const words = box.querySelector("[data-words]").textContent;
  box.dataset.clash = one.name;
  box.querySelector("[data-who]").textContent = `${one.label}: ${words
    .replace("[who]", one.by)
    .replace("[when]", one.when)}`;
  box.querySelector("[data-theirs]").textContent = one.theirs;
  const isText = place instanceof HTMLTextAreaElement && !/-(duty|proposal|left)-/.test(one.name);
  for (const button of box.querySelectorAll("[data-take]")) {
    const { take } = button.dataset;
    if (!isText && take !== "mine") button.remove();
    button.addEventListener("click", () => {
      if (take === "theirs") place.value = one.theirs;
      if (take === "both") place.value = `${one.theirs}\n\n${place.value}`;
      const stamp = form.elements[`mark-${one.name}`] ?? form.elements[one.name.replace(/-[a-z]+$/, "-mark")];
      if (stamp) stamp.value = one.mark;
      box.remove();
      (place.focus ? place : place[0]).focus();
      edited();
    });
  }
  at.after(box);
}

/** Shows one item; the others stay, so that one can go on without a connection. */
function show(slug) {
  for (const form of page.querySelectorAll("form.min-item")) form.hidden = form.id !== `punkt-${slug}`;
  for (const link of page.querySelectorAll("[data-item]")) {
    if (link.dataset.item === slug) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
  window.history.replaceState(null, "", `?punkt=${slug}`);
  document.querySelector(`#punkt-${CSS.escape(slug)} h2`)?.focus();
}

function mark(form, said) {
  if (!("done" in said)) return;
  const link = page.querySelector(`[data-item="${form.id.replace("punkt-", "")}"]`);
  link?.querySelector(".run-mark").classList.toggle("is-done", said.done);
  link?.querySelector("[data-done]")?.toggleAttribute("hidden", !said.done);
}

/** How many are there, as the page shows it now. */
function count() {
  const lists = [...page.querySelectorAll(".there ul")].map((list) =>
    [...list.children].filter(
      (row) => row.querySelector("[type=checkbox]").checked || row.querySelector("select").value.startsWith("sub"),
    ).length,
  );
  page.querySelector("[data-there]").textContent = lists.reduce((sum, one) => sum + one, 0);
  for (const of of page.querySelectorAll("[data-there-of]")) {
    of.textContent = lists[Number(of.dataset.thereOf) - 1];
  }
}

for (const form of page.querySelectorAll("form[data-kept]")) keeper(form);
for (const button of page.querySelectorAll("[data-add]")) {
  button.parentElement.hidden = false;
  button.addEventListener("click", () =>
    add(button.parentElement.previousElementSibling.querySelector("template")).querySelector("input:not([type=hidden]), select, textarea").focus(),
  );
}
for (const link of page.querySelectorAll("[data-item]"))
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link.dataset.item);
  });
page.querySelector(".there").addEventListener("change", count);
