// Writes into a text field as if it were typed, so that the browser's own undo takes it back.

const LONG = 20000; // from here on the browser's own way of inserting is slow

export const insert = (area, text) => {
  area.focus();
  const isDone = text
    ? text.length <= LONG && document.execCommand("insertText", false, text)
    : document.execCommand("delete");
  if (isDone) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
};
