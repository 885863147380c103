// Moves a row of a list: dragged by its handle, or with the arrow keys on it. Each move is sent to
// the row's own address, and the list is put in the order that the answer gives.

const list = document.querySelector("[data-moving]");
const told = document.querySelector("[data-moving-told]");
const rows = () => [...list.children];
const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
const INDENT = 48;
const EDGE = 60;
const STEP = 20;
const WAYS = { ArrowUp: "opp", ArrowDown: "ned", ArrowRight: "inn", ArrowLeft: "ut" };

async function move(row, fields) {
  try {
    const answer = await fetch(row.dataset.move, {
      method: "POST",
      body: new URLSearchParams({ csrfmiddlewaretoken: token(), ...fields }),
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
    const said = await answer.json();
    told.textContent = said.told ?? list.dataset.failed;
    if (said.order) arrange(said.order, row);
  } catch {
    told.textContent = list.dataset.failed;
  }
}

function arrange(order, moved) {
  const known = new Map(rows().map((row) => [row.dataset.pk, row]));
  for (const [pk, level] of order) {
    const row = known.get(String(pk));
    if (!row) continue;
    row.className = `depth-${level}`;
    list.append(row);
  }
  moved.querySelector("[data-handle]").focus();
  moved.scrollIntoView({ block: "nearest" });
}

function placeAt(x, y, dragged) {
  const row = document.elementFromPoint(x, y)?.closest("[data-moving] > li");
  if (!row || row === dragged) return null;
  const box = row.getBoundingClientRect();
  if (y < box.top + box.height / 2) return { row, plass: "foran" };
  return { row, plass: x > box.left + INDENT ? "under" : "etter" };
}

function drag(event, row, handle) {
  let place = null;
  const show = (next) => {
    place?.row.removeAttribute("data-drop");
    place = next;
    place?.row.setAttribute("data-drop", place.plass);
  };
  let at = event;
  const onMove = (moved) => {
    at = moved;
    show(placeAt(at.clientX, at.clientY, row));
  };
  // Held near the edge of the window, the list scrolls on for as long as it is held there.
  const scrolling = window.setInterval(() => {
    if (at.clientY < EDGE) window.scrollBy({ top: -STEP, behavior: "instant" });
    else if (at.clientY > window.innerHeight - EDGE) window.scrollBy({ top: STEP, behavior: "instant" });
    else return;
    show(placeAt(at.clientX, at.clientY, row));
  }, 16);
  const end = (isDropped) => {
    const found = place;
    window.clearInterval(scrolling);
    show(null);
    row.removeAttribute("data-dragged");
    handle.removeEventListener("pointermove", onMove);
    handle.removeEventListener("pointerup", onUp);
    handle.removeEventListener("pointercancel", onCancel);
    document.removeEventListener("keydown", onKey);
    if (isDropped && found) move(row, { plass: found.plass, til: found.row.dataset.pk });
  };
  const onUp = () => end(true);
  const onCancel = () => end(false);
  const onKey = (key) => key.key === "Escape" && end(false);
  event.preventDefault();
  handle.focus();
  handle.setPointerCapture(event.pointerId);
  row.setAttribute("data-dragged", "");
  handle.addEventListener("pointermove", onMove);
  handle.addEventListener("pointerup", onUp);
  handle.addEventListener("pointercancel", onCancel);
  document.addEventListener("keydown", onKey);
}

for (const row of rows()) {
  const handle = row.querySelector("[data-handle]");
  handle.hidden = false;
  handle.addEventListener("pointerdown", (event) => {
    if (event.button === 0) drag(event, row, handle);
  });
  handle.addEventListener("keydown", (event) => {
    if (!WAYS[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move(row, { retning: WAYS[event.key] });
  });
}
document.querySelector("[data-moving-hint]").hidden = false;
