/* The record's pages: what takes long comes once the page stands; menus close; pictures follow light and dark. */
import { element } from "./dom.js";
import * as keys from "./keys.js";

/** Fetch a page as nodes; no text is ever read as markup here. */
function fetchPage(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.addEventListener("load", () => {
      const part = request.status === 200 && request.response ? request.response.getElementById("part") : null;
      if (part) resolve(part);
      else reject(new Error(`the server answered ${request.status}`));
    });
    request.addEventListener("error", () => reject(new Error("the server does not answer")));
    request.send();
  });
}

async function load(place) {
  const address = place.dataset.load;
  if (!address.startsWith("/") || address.startsWith("//")) return;
  try {
    const part = await fetchPage(address);
    place.replaceWith(document.adoptNode(part));
    paint();
  } catch (error) {
    if (place.querySelector("table")) { // what stands there already is worth keeping
      place.removeAttribute("aria-busy");
      place.querySelector('[role="status"]').textContent = `The rest could not be loaded: ${error.message}. Load the page again.`;
      return;
    }
    const again = element("button", { type: "button", class: "button" }, "Try again");
    again.addEventListener("click", () => { place.replaceChildren(element("p", { class: "loading" }, "Trying again …")); load(place); });
    place.removeAttribute("aria-busy");
    place.replaceChildren(element("h2", {}, "This could not be loaded"), element("p", {}, error.message), again);
  }
}

/** Tell pictures whether the reader has chosen light or dark by hand. */
function theme() {
  const chosen = document.documentElement.dataset.theme;
  return chosen || (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

function paint() {
  for (const frame of document.querySelectorAll("iframe[data-src], img[data-src]")) {
    const address = new URL(frame.dataset.src, window.location.origin);
    if (address.origin !== window.location.origin) continue;
    address.searchParams.set("theme", theme());
    const wanted = address.pathname + address.search;
    if (frame.getAttribute("src") !== wanted) frame.setAttribute("src", wanted);
  }
}

document.addEventListener("foedera:theme", paint);
for (const frame of document.querySelectorAll("iframe[data-src], img[data-src]")) {
  const waiting = frame.parentElement.querySelector(".figure-wait");
  frame.addEventListener("load", () => { if (frame.getAttribute("src") && waiting) waiting.hidden = true; });
  frame.addEventListener("error", () => { if (waiting) { waiting.className = "figure-wait note error"; waiting.textContent = "The picture could not be drawn; the list below has the same events."; } });
}
paint();
for (const place of document.querySelectorAll("[data-load]")) load(place);

// a menu closes with Escape, and when something else is pressed
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu-box[open]")) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu-box[open]")) if (!menu.contains(event.target)) menu.open = false;
});

// filters stand open where there is room; on a phone they are folded
const box = document.querySelector("details.filters-box");
if (box && !window.matchMedia("(max-width: 60rem)").matches) box.open = true;

// a choice of order or reliability is taken at once
for (const form of document.querySelectorAll("form[data-at-once]")) {
  form.querySelector("button")?.setAttribute("hidden", "");
  form.addEventListener("change", () => form.requestSubmit());
}
// a form sends only what is filled in, so that addresses stay short
for (const form of document.querySelectorAll("form[method=get]")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && field.value === "" && !field.dataset.keep) field.disabled = true;
    window.setTimeout(() => { for (const field of form.elements) field.disabled = false; }, 0);
  });
}
// narrow a long list of choices by typing
for (const input of document.querySelectorAll("input[data-narrow]")) {
  const list = document.getElementById(input.dataset.narrow);
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    for (const item of list.children) item.hidden = !item.textContent.toLowerCase().includes(wanted);
  });
}

// j and k go through a list, as they do at the desk; Enter opens what is there
const stops = () => [...document.querySelectorAll("td.lead > a, .item-head a, .hit h3 a, .plain-list.card > li a")].filter((link) => link.getClientRects().length);

function step(by) {
  const found = stops();
  const here = found.findIndex((link) => link === document.activeElement || link.closest("tr, article, li")?.contains(document.activeElement));
  const next = found[here < 0 ? (by > 0 ? 0 : found.length - 1) : Math.min(found.length - 1, Math.max(0, here + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

if (stops().length || document.querySelector("[data-load]")) {
  keys.offer(
    { name: "next", words: "next", key: "j", repeats: true, run: () => step(1) },
    { name: "previous", words: "back", key: "k", repeats: true, run: () => step(-1) },
  );
}
