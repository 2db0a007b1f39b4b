/* What every page can do: light or dark, the menu on a phone, search, and the table of keys. */
import * as keys from "./keys.js";
import { element } from "./dom.js";

const root = document.documentElement;

function toggleTheme() {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  try {
    window.localStorage.setItem("foedera.theme", root.dataset.theme);
  } catch {
    // then the choice lasts as long as the page
  }
  document.dispatchEvent(new CustomEvent("foedera:theme", { detail: root.dataset.theme }));
}

function toggleMenu(button) {
  const open = document.getElementById("nav").classList.toggle("open");
  button.setAttribute("aria-expanded", String(open));
}

function row(action, said) {
  const change = element("button", { type: "button", class: "button small", "aria-label": `Change the key ${keys.words(action.key)} of: ${action.words}` }, element("kbd", {}, keys.words(action.key)));
  change.addEventListener("click", () => choose(action, change, said));
  return element("li", {}, element("span", {}, action.words), change);
}

/** Take the next key that is pressed for an action. */
function choose(action, button, said) {
  keys.hold(true);
  button.replaceChildren("press a key");
  said.textContent = `Press the key for “${action.words}”, or Escape.`;
  const take = (event) => {
    if (["Shift", "Control", "Alt", "Meta", "AltGraph"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    end();
    if (event.key === "Escape") return help();
    if (event.ctrlKey || event.metaKey || event.altKey || !keys.isKey(event.key)) return help("That key cannot be taken: choose a letter, a digit, a sign or an arrow.");
    const rival = keys.bind(action.name, event.key);
    const other = rival && keys.all().find((each) => each.name === rival);
    help(other ? `“${action.words}” and “${other.words}” changed keys.` : `“${action.words}” is on ${keys.words(event.key)} now.`, action.name);
  };
  const end = () => {
    document.removeEventListener("keydown", take, true);
    button.removeEventListener("blur", lost);
    keys.hold(false);
  };
  const lost = () => { end(); help(); };
  document.addEventListener("keydown", take, true);
  button.addEventListener("blur", lost);
}

function help(message = "", focused = "") {
  const dialog = document.getElementById("keys");
  const said = element("p", { role: "status", class: "muted" }, message || "Press a key’s button to change it. The keys are kept in this browser.");
  const rows = keys.all().map((action) => row(action, said));
  const table = element("ul", { class: "keys-list" }, ...rows);
  const again = element("button", { type: "button", class: "button" }, "Back to the first keys");
  again.addEventListener("click", () => { keys.reset(); help("All keys are as they were at first."); });
  const close = element("button", { type: "button", class: "button primary" }, "Close");
  close.addEventListener("click", () => dialog.close());
  dialog.replaceChildren(element("h2", { id: "keys-title" }, "Keys"), said, table, element("div", { class: "row" }, close, again));
  if (!dialog.open) dialog.showModal();
  const at = keys.all().findIndex((action) => action.name === focused);
  (at >= 0 ? rows[at].querySelector("button") : close).focus();
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-act]") : null;
  if (!button) return;
  if (button.dataset.act === "theme") toggleTheme();
  else if (button.dataset.act === "menu") toggleMenu(button);
  else if (button.dataset.act === "help") help();
});

document.getElementById("find")?.addEventListener("keydown", (event) => {
  if (event.key === "Escape") event.target.blur();
});

keys.offer(
  { name: "search", words: "search", key: "/", run: () => document.getElementById("find")?.focus() },
  { name: "help", words: "these keys", key: "?", run: () => help() },
);
