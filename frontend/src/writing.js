// Help in writing a long text: buttons that put the marks of bold, lists and tables, lists that go
// on by themselves, and where in the text one is. Without this script the marks are typed.
import { insert } from "./typing.js";

const AROUND = { bold: "**", italic: "*" };
const ITEM = /^(\s*)(?:-|\d+\.)\s/;

const select = (area, from, to) => area.setSelectionRange(from, to);

/** Where what is chosen begins and ends; with nothing chosen, the word that the caret is in. */
function chosenIn(area) {
  const { value, selectionStart: from, selectionEnd: to } = area;
  if (from !== to) return [from, to];
  const before = /[\p{L}\p{N}]*$/u.exec(value.slice(0, from))[0].length;
  const after = /^[\p{L}\p{N}]*/u.exec(value.slice(to))[0].length;
  return [from - before, to + after];
}

/** Puts a mark around what is chosen, or takes it away where it stands there. */
function around(area, mark) {
  const { value } = area;
  const [selectionStart, selectionEnd] = chosenIn(area);
  const chosen = value.slice(selectionStart, selectionEnd);
  const words = chosen.trim();
  const from = selectionStart + chosen.indexOf(words);
  const to = from + words.length;
  const size = mark.length;
  const before = /\*+$/.exec(value.slice(0, from))?.[0].length ?? 0;
  const after = /^\*+/.exec(value.slice(to))?.[0].length ?? 0;
  const stars = Math.min(before, after);
  // One star is italics, two are bold, three are both.
  if (size === 1 ? stars % 2 === 1 : stars >= 2) {
    select(area, from - size, to + size);
    insert(area, words);
    return select(area, from - size, to - size);
  }
  select(area, from, to);
  insert(area, mark + words + mark);
  select(area, from + size, to + size);
}

/** Makes the chosen lines items of a list, or plain lines again where all of them are. */
function listed(area, isNumbered) {
  const { value } = area;
  const from = value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const end = value.indexOf("\n", area.selectionEnd);
  const to = end < 0 ? value.length : end;
  const lines = value.slice(from, to).split("\n");
  const kind = isNumbered ? /^\s*\d+\.\s/ : /^\s*-\s/;
  const isListed = lines.every((line) => kind.test(line) || !line.trim()) && kind.test(lines[0]);
  let number = 0;
  const made = lines.map((line) => {
    const plain = line.replace(ITEM, "$1");
    if (isListed || (!plain.trim() && lines.length > 1)) return plain;
    number += 1;
    return `${isNumbered ? `${number}.` : "-"} ${plain}`;
  });
  const before = value.slice(0, from).split("\n").at(-2) ?? "";
  const gap = !isListed && before.trim() && !ITEM.test(before) ? "\n" : "";
  select(area, from, to);
  insert(area, gap + made.join("\n"));
}

/** Puts in an empty table of two columns, and chooses the first heading. */
function table(area, column) {
  const { value, selectionEnd } = area;
  const end = value.indexOf("\n", selectionEnd);
  const at = end < 0 ? value.length : end;
  const gap = value.slice(0, at).trim() ? "\n\n" : "";
  const head = `${column} 1`;
  select(area, at, at);
  insert(area, `${gap}| ${head} | ${column} 2 |\n| --- | --- |\n|  |  |\n|  |  |\n`);
  select(area, at + gap.length + 2, at + gap.length + 2 + head.length);
}

/** On Enter in a list: one more item; in an empty item, the list ends. Whether it did anything. */
function goOn(area) {
  const { value, selectionStart, selectionEnd } = area;
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const line = value.slice(from, selectionStart);
  const found = /^(\s*)(?:(-)|(\d+)\.)\s(.*)$/.exec(line);
  if (!found || selectionStart !== selectionEnd) return false;
  const [, indent, hyphen, number, words] = found;
  if (words.trim()) {
    insert(area, `\n${indent}${hyphen ?? `${Number(number) + 1}.`} `);
  } else {
    select(area, from, selectionStart);
    insert(area, "");
  }
  return true;
}

function put(area, mark, column) {
  if (AROUND[mark]) around(area, AROUND[mark]);
  else if (mark === "table") table(area, column);
  else listed(area, mark === "numbered");
}

for (const bar of document.querySelectorAll("[data-marks]")) {
  const area = bar.closest("form").querySelector("textarea");
  const buttons = [...bar.querySelectorAll("[data-mark]")];
  const kept = bar.closest("form").querySelector("[data-unsaved]");
  area.before(bar);
  if (kept) area.after(kept); // where one looks while typing
  bar.hidden = false;
  bar.setAttribute("aria-controls", area.id);
  // One stop for Tab; arrows go from button to button (the pattern of a toolbar).
  const reach = (one) => buttons.forEach((other) => (other.tabIndex = other === one ? 0 : -1));
  reach(buttons[0]);
  for (const button of buttons) {
    // The text keeps what is chosen in it, also where the button would take the focus.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => put(area, button.dataset.mark, bar.dataset.column));
  }
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = buttons.indexOf(event.target);
    if (!step || at < 0) return;
    event.preventDefault();
    const next = buttons.at((at + step) % buttons.length);
    reach(next);
    next.focus();
  });
  area.addEventListener("keydown", (event) => {
    const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
    if (event.key === "Enter" && isPlain && !event.isComposing && goOn(area)) event.preventDefault();
    const mark = { b: "bold", i: "italic" }[event.key.toLowerCase()];
    if (!mark || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    put(area, mark);
  });
}

// Where one is: the outline marks the provision that is read, and its short form names it.
for (const outline of document.querySelectorAll("[data-outline]")) {
  const links = [...outline.querySelectorAll("a")];
  const here = outline.querySelector("[data-here]");
  const written = outline.querySelector("[aria-current=true]");
  const name = (link) => (here.textContent = link ? `· ${link.textContent}` : "");
  name(written);
  for (const link of links)
    link.addEventListener("click", () => link.closest("details")?.removeAttribute("open"));
  if (written) continue;
  const ids = [...new Set(links.map((link) => link.hash.slice(1)))];
  const places = ids.map((id) => document.getElementById(id)).filter(Boolean);
  const mark = () => {
    const read = places.filter((one) => one.getBoundingClientRect().top < window.innerHeight / 3);
    const at = (read.at(-1) ?? places[0])?.id;
    for (const link of links) {
      if (link.hash.slice(1) === at) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
    name(outline.querySelector("[aria-current]"));
    const shown = outline.querySelector(".long [aria-current]");
    if (shown) outline.scrollTop = shown.offsetTop - outline.clientHeight / 2;
  };
  let isWaiting = false;
  const soon = () => {
    if (isWaiting) return;
    isWaiting = true;
    window.requestAnimationFrame(() => {
      isWaiting = false;
      mark();
    });
  };
  window.addEventListener("scroll", soon, { passive: true });
  mark();
}
