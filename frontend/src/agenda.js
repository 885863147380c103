// Moves items of an agenda, and cases that wait onto it: dragged by the handle, or with the arrow
// keys on it. It presses the page's own button, so that the answer is the page as it stands then.

const list = document.querySelector("[data-agenda]");
const form = document.querySelector("form.agenda-form");
const shift = form.querySelector("[name=way]")?.getAttribute("formaction");
const EDGE = 60;

/** Sends the form as a button of this value would. */
function press(value) {
  const button = document.createElement("button");
  button.name = "way";
  button.value = value;
  button.hidden = true;
  button.setAttribute("formaction", shift);
  form.append(button);
  form.requestSubmit(button);
}

/** The place between rows that the pointer is at: the row that it goes before; null is last. */
function placeAt(x, y, dragged) {
  const box = list.getBoundingClientRect();
  if (x < box.left - EDGE || x > box.right + EDGE) return undefined;
  if (y < box.top - EDGE || y > box.bottom + EDGE) return undefined;
  const rows = [...list.children].filter((row) => row !== dragged);
  const next = rows.find((row) => {
    const of = row.getBoundingClientRect();
    return y < of.top + of.height / 2;
  });
  return next ?? null;
}

function show(place) {
  for (const row of list.children) row.removeAttribute("data-drop");
  if (place) place.setAttribute("data-drop", "foran");
  else if (place === null) list.lastElementChild?.setAttribute("data-drop", "etter");
}

function drag(event, row, handle, value) {
  let place;
  let at = event;
  const look = () => show((place = placeAt(at.clientX, at.clientY, row)));
  const onMove = (moved) => {
    at = moved;
    look();
  };
  const scrolling = window.setInterval(() => {
    const way = at.clientY < EDGE ? -20 : at.clientY > window.innerHeight - EDGE ? 20 : 0;
    if (way) window.scrollBy({ top: way, behavior: "instant" });
    if (way) look();
  }, 16);
  const end = (isDropped) => {
    window.clearInterval(scrolling);
    show(undefined);
    row.removeAttribute("data-dragged");
    handle.removeEventListener("pointermove", onMove);
    handle.removeEventListener("pointerup", onUp);
    handle.removeEventListener("pointercancel", onCancel);
    document.removeEventListener("keydown", onKey);
    if (isDropped && place !== undefined) press(`${value}:${place?.dataset.slug ?? ""}`);
  };
  const onUp = () => end(true);
  const onCancel = () => end(false);
  const onKey = (key) => key.key === "Escape" && end(false);
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  row.setAttribute("data-dragged", "");
  handle.addEventListener("pointermove", onMove);
  handle.addEventListener("pointerup", onUp);
  handle.addEventListener("pointercancel", onCancel);
  document.addEventListener("keydown", onKey);
}

if (list && shift) {
  const waiting = [...document.querySelectorAll("[data-waiting] [data-case]")];
  for (const row of [...list.children, ...waiting]) {
    const handle = row.querySelector("[data-handle]");
    const { slug } = row.dataset;
    handle.hidden = false;
    handle.addEventListener("pointerdown", (event) => {
      const value = slug ? `place:${slug}` : `case:${row.dataset.case}`;
      if (event.button === 0) drag(event, row, handle, value);
    });
    handle.addEventListener("keydown", (event) => {
      const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
      if (!way || !slug || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      press(`${way}:${slug}`);
    });
  }
  document.querySelector("[data-agenda-hint]").hidden = false;
  // After a move one stands at the handle of what was moved, to move it on.
  const moved = document.getElementById(window.location.hash.slice(1));
  moved?.querySelector("[data-handle]")?.focus();
}
