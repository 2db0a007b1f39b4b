/* Dialogs of the desk. */
import { element } from "./dom.js";

/** Open a dialog, in place of one that is open. */
export function open(title, ...content) {
  const dialog = document.getElementById("ask") || document.body.appendChild(element("dialog", { id: "ask", "aria-labelledby": "ask-title" }));
  const close = element("button", { type: "button", class: "button" }, "Cancel");
  close.addEventListener("click", () => dialog.close());
  dialog.replaceChildren(element("h2", { id: "ask-title" }, title), ...content, element("p", { class: "row dialog-foot" }, close));
  if (!dialog.open) dialog.showModal();
  return dialog;
}

/** Ask a question that has two answers; Escape is the second. */
export function sure(question, yes, no) {
  return new Promise((resolve) => {
    const dialog = open(question);
    const agree = element("button", { type: "button", class: "button danger" }, yes);
    const stay = element("button", { type: "button", class: "button primary" }, no);
    let answer = false;
    agree.addEventListener("click", () => { answer = true; dialog.close(); });
    stay.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => resolve(answer), { once: true });
    dialog.querySelector(".dialog-foot").replaceChildren(agree, stay);
    stay.focus();
  });
}
