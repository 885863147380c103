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

  const written = () => {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form))
      if (typeof value === "string") body.append(name, value);
    return body;
  };
  const isTooLong = () => {
    const letters = [...form.elements].reduce((sum, one) => sum + (one.value?.length ?? 0), 0);
    if (letters * 9 < Number(told.dataset.limit)) return false;
    return letters > Number(told.dataset.limit) || written().toString().length > told.dataset.limit;
  };
  const warn = () => {
    told.textContent = told.dataset.tooLong;
    told.classList.add("error");
    told.scrollIntoView({ block: "center" });
  };

  const send = async (isLeaving) => {
    window.clearTimeout(timer);
    since = 0;
    told.classList.remove("error");
    if (isTooLong()) return warn();
    const body = written();
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
    if (!since) told.textContent = told.dataset.typing;
    since = since || now;
    window.clearTimeout(timer);
    timer = window.setTimeout(send, Math.max(0, Math.min(WAIT, since + AT_MOST - now)));
  });
  form.addEventListener("submit", (event) => {
    if (isTooLong()) {
      event.preventDefault();
      return warn();
    }
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
