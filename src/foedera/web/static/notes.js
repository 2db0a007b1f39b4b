/* Notes on a claim. */
import { element } from "./dom.js";
import { decide } from "./deciding.js";
import { desk } from "./desk.js";
import { open } from "./dialogs.js";

export function note() {
  if (!desk.data?.claim) return;
  const text = element("textarea", { rows: "4", "aria-label": "Note", maxlength: "20000" });
  const save = element("button", { type: "submit", class: "button primary" }, "Save the note ", element("kbd", { "aria-hidden": "true" }, "Ctrl ⏎"));
  const body = element("form", { class: "stack" }, text, element("p", {}, save));
  const dialog = open("Note on this claim", body);
  const keep = () => {
    const value = text.value.trim();
    dialog.close();
    if (value) decide({ action: "note", target: desk.data.claim.id, value }, { words: "note", advance: false });
  };
  body.addEventListener("submit", (event) => { event.preventDefault(); keep(); });
  text.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); keep(); } });
  text.focus();
}
