// Keeps what is being typed in a form with a long text: sends it to the form's own address a few
// seconds after the last change, and when the page is left. The answer says when it was kept.

const WAIT = 3000;
const AT_MOST = 15000;
const SMALL = 60000; // what a browser lets a page send while it is being left

for (const told of document.querySelectorAll("[data-unsaved]")) {
  const form = told.closest("form");
  const field = told.dataset.unsaved;
  let timer = 0;
  let since = 0;
  let sending = null;
  let isSent = false;

  const send = async (isLeaving) => {
    window.clearTimeout(timer);
    since = 0;
    const typed = new FormData(form);
    const body = new URLSearchParams();
    for (const [name, value] of typed) if (typeof value === "string") body.append(name, value);
    body.append(field, "keep");
    sending?.abort();
    sending = new AbortController();
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        redirect: "manual",
        signal: sending.signal,
        keepalive: isLeaving && body.toString().length < SMALL,
      });
      const said = await answer.json();
      told.textContent = said.told ?? told.dataset.failed;
    } catch (problem) {
      if (problem.name !== "AbortError" && !isLeaving) told.textContent = told.dataset.failed;
    }
  };

  form.addEventListener("input", () => {
    const now = Date.now();
    since = since || now;
    window.clearTimeout(timer);
    timer = window.setTimeout(send, Math.max(0, Math.min(WAIT, since + AT_MOST - now)));
  });
  form.addEventListener("submit", () => {
    isSent = true;
    window.clearTimeout(timer);
    sending?.abort();
  });
  window.addEventListener("pageshow", () => {
    isSent = false;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && since && !isSent) send(true);
  });
}
