/* The report's text: which pieces belong to which claim, where a point of it lies, and what lights up.
 *
 * Places are Unicode code points of the whole text, as in the record; the browser counts UTF-16 units. Every piece of text
 * stands in an element with data-s, the place of its first code point, and only `codePoints` counts from there.
 */
import { element } from "./dom.js";

const indexed = new WeakMap();

export function codePoints(words) {
  let count = 0;
  for (const _ of words) count += 1; // eslint-disable-line no-unused-vars -- iterating goes by code points
  return count;
}

/** Return the part of some words between two code points. */
export function cut(words, start, end) {
  return Array.from(words).slice(start, end).join("");
}

const numbers = (text) => (text ? text.split(" ").map(Number) : []);

/** Return the pieces of a sheet in order: { node, start, end, values, evidence }. */
export function pieces(sheet) {
  if (!indexed.has(sheet)) {
    const found = [...sheet.querySelectorAll(".p")].map((node) => {
      const start = Number(node.dataset.s);
      return { node, start, end: start + codePoints(node.textContent), values: numbers(node.dataset.v), evidence: numbers(node.dataset.e) };
    });
    indexed.set(sheet, found);
  }
  return indexed.get(sheet);
}

/** Return the place of a point of the document in its sheet's text, or null outside of any text. */
export function placeOf(node, offset) {
  const host = node instanceof Element ? node : node.parentElement;
  const piece = host && host.closest(".p");
  if (piece) {
    const range = document.createRange();
    range.selectNodeContents(piece);
    range.setEnd(node, offset);
    return Number(piece.dataset.s) + codePoints(range.toString());
  }
  const sheet = host && host.closest(".sheet");
  if (!sheet) return null;
  // Between pieces: the next piece begins there, or the last one ends there.
  const range = document.createRange();
  range.setStart(node, offset);
  const next = pieces(sheet).find((each) => range.comparePoint(each.node, 0) >= 0);
  if (next) return next.start;
  const all = pieces(sheet);
  return all.length ? all[all.length - 1].end : null;
}

/** Return the text between two places, paragraphs set apart by line breaks as in the report. */
export function wordsAt(sheet, start, end) {
  let words = "";
  let at = start;
  for (const piece of pieces(sheet)) {
    if (piece.end <= start || piece.start >= end) continue;
    if (piece.start > at) words += "\n".repeat(piece.start - at);
    words += cut(piece.node.textContent, Math.max(0, start - piece.start), Math.max(0, end - piece.start));
    at = Math.min(piece.end, end);
  }
  return words;
}

/** Return the pieces that a stretch of text touches. */
export function within(sheet, start, end) {
  return pieces(sheet).filter((piece) => piece.start < Math.max(end, start + 1) && piece.end > start);
}

/** Light up one claim of a sheet, or none. */
export function light(sheet, number, name = "on") {
  for (const piece of pieces(sheet)) {
    piece.node.classList.toggle(name, number !== null && piece.values.includes(number));
    piece.node.classList.toggle(`${name}-near`, number !== null && piece.evidence.includes(number));
  }
  if (name === "on") sheet.classList.toggle("lit", number !== null);
}

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Bring a place of the text into view: into the middle of the pane that scrolls, not of the page around it. */
export function bring(sheet, node, { smooth = false } = {}) {
  const pane = sheet.scrollHeight > sheet.clientHeight + 4 ? sheet : null;
  const behavior = smooth && !calm() ? "smooth" : "auto";
  if (!pane) return node.scrollIntoView({ block: "center", behavior });
  const box = node.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  pane.scrollTo({ top: pane.scrollTop + box.top - frame.top - (frame.height - box.height) * 0.38, behavior });
}

/** Show a claim's words: its first value, or else its evidence. */
export function bringClaim(sheet, number) {
  const first = pieces(sheet).find((piece) => piece.values.includes(number)) || pieces(sheet).find((piece) => piece.evidence.includes(number));
  if (first) bring(sheet, first.node);
}

/** Mark a stretch of text for as long as something points at it. */
export function point(sheet, spans) {
  for (const node of sheet.querySelectorAll(".pointed")) node.classList.remove("pointed");
  let first = null;
  for (const [start, end] of spans) {
    for (const piece of within(sheet, start, end)) {
      piece.node.classList.add("pointed");
      first = first || piece.node;
    }
  }
  return first;
}

/** Tell at the pointer which claims a passage belongs to; a click on one leads there, on several asks which. */
export function watch(sheet, { claims, open }) {
  const tip = document.getElementById("tip") || document.body.appendChild(element("div", { id: "tip", class: "tip", role: "tooltip", hidden: true }));
  const hide = () => { tip.hidden = true; light(sheet, null, "hover"); claims.lit([]); };
  const show = (node, found, asking) => {
    if (asking) tip.setAttribute("role", "menu"); else tip.setAttribute("role", "tooltip");
    tip.classList.toggle("asking", asking);
    tip.replaceChildren(...found.map((number) => {
      if (!asking) return element("div", {}, claims.words(number));
      const choice = element("button", { type: "button", role: "menuitem" }, claims.words(number));
      choice.addEventListener("click", () => { hide(); open(number); });
      return choice;
    }));
    tip.hidden = false;
    const box = node.getClientRects()[0] || node.getBoundingClientRect();
    const left = Math.min(Math.max(8, box.left), window.innerWidth - tip.offsetWidth - 8);
    const above = box.top - tip.offsetHeight - 6;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 4 ? above : box.bottom + 6}px`;
    if (asking) tip.querySelector("button")?.focus();
  };
  const numbersOf = (target) => {
    const ref = target.closest(".ref");
    if (ref) return { node: ref, found: [Number(ref.dataset.n) - 1] };
    const node = target.closest(".p");
    return { node, found: node ? numbers(node.dataset.v) : [] };
  };
  const over = (event) => {
    if (!tip.hidden && tip.classList.contains("asking")) return;
    const { node, found } = numbersOf(event.target);
    if (!node || !found.length || !sheet.contains(node)) return hide();
    light(sheet, found.length === 1 ? found[0] : null, "hover");
    claims.lit(found);
    show(node, found, false);
  };
  sheet.addEventListener("pointerover", over);
  sheet.addEventListener("focusin", over);
  sheet.addEventListener("pointerleave", () => { if (!tip.classList.contains("asking")) hide(); });
  sheet.addEventListener("focusout", () => { if (!tip.classList.contains("asking")) hide(); });
  sheet.addEventListener("scroll", hide, { passive: true });
  sheet.addEventListener("click", (event) => {
    if (!document.getSelection().isCollapsed || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { node, found } = numbersOf(event.target);
    if (!node || !found.length) return hide();
    event.preventDefault();
    if (found.length === 1) { hide(); open(found[0]); } else show(node, found, true);
  });
  tip.addEventListener("keydown", (event) => {
    const all = [...tip.querySelectorAll("button")];
    const at = all.indexOf(document.activeElement);
    if (event.key === "Escape") { hide(); sheet.focus(); } else if (event.key === "ArrowDown") all[(at + 1) % all.length]?.focus();
    else if (event.key === "ArrowUp") all[(at + all.length - 1) % all.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return hide;
}
