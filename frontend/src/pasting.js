// Pasting from Word or a web page into a long text: the server makes clean Markdown of it. Where
// that cannot be done, the plain text is pasted, as it is without this script.

import { insert } from "./typing.js";

async function clean(form, html) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(form.dataset.paste, {
    method: "POST",
    body: new URLSearchParams({ csrfmiddlewaretoken: token, html }),
    headers: { Accept: "application/json" },
    redirect: "manual",
  });
  return answer.json();
}

for (const form of document.querySelectorAll("form[data-paste]")) {
  const told = form.querySelector("[data-unsaved]");
  for (const area of form.querySelectorAll("textarea")) {
    area.addEventListener("paste", async (event) => {
      const html = event.clipboardData.getData("text/html");
      const plain = event.clipboardData.getData("text/plain");
      const limit = Number(told?.dataset.limit ?? Infinity);
      if (plain.length > limit) {
        event.preventDefault();
        told.textContent = told.dataset.tooLong;
        told.classList.add("error");
        return;
      }
      if (!html || html.length > limit / 4) return;
      event.preventDefault();
      const { selectionStart, selectionEnd } = area;
      let said = {};
      area.readOnly = true;
      try {
        said = await clean(form, html);
      } catch {
        // The plain text is pasted.
      }
      area.readOnly = false;
      area.setSelectionRange(selectionStart, selectionEnd);
      insert(area, said.text ?? plain);
      if (told && said.told) told.textContent = said.told;
    });
  }
}
