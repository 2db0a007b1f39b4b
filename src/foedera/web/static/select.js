/* Selecting words of a report: with the pointer, or word by word with the keyboard, and what may be done with them. */
import { element } from "./dom.js";
import { bring, pieces, placeOf, wordsAt } from "./highlight.js";
import { keyOf, words as keyWords } from "./keys.js";

let picking = null;

/** Return what is selected of a sheet's text: { sheet, start, end, words }, or null. */
export function selected() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const host = range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
  const sheet = host && host.closest(".sheet");
  if (!sheet) return null;
  const ends = [placeOf(range.startContainer, range.startOffset), placeOf(range.endContainer, range.endOffset)];
  if (ends.includes(null)) return null;
  let [start, end] = ends;
  const all = Array.from(wordsAt(sheet, start, end));
  while (all.length && /\s/u.test(all[0])) { all.shift(); start += 1; }
  while (all.length && /\s/u.test(all[all.length - 1])) { all.pop(); end -= 1; }
  return all.length ? { sheet, start, end, words: all.join("") } : null;
}

export function clear() {
  document.getSelection()?.removeAllRanges();
  hideBar();
}

function bar() {
  return document.getElementById("selection-bar");
}

export function hideBar() {
  bar()?.remove();
}

/** Show beside a selection what can be done with it: choices are { words, action, run }. */
export function showBar(choices) {
  hideBar();
  const range = document.getSelection().getRangeAt(0);
  const made = element("div", { id: "selection-bar", class: "selection-bar no-print", role: "toolbar", "aria-label": "With the selected words" });
  for (const { words, action, run } of choices) {
    const button = element("button", { type: "button", class: "button small" }, words, action ? element("kbd", { "aria-hidden": "true" }, keyWords(keyOf(action))) : null);
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
    button.addEventListener("click", run);
    made.append(button);
  }
  document.body.append(made);
  const box = range.getBoundingClientRect();
  made.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - made.offsetWidth - 8))}px`;
  const above = box.top - made.offsetHeight - 8;
  const top = above > 8 ? above : box.bottom + 8; // what is selected may be out of sight: the bar never is
  made.style.top = `${Math.max(8, Math.min(top, window.innerHeight - made.offsetHeight - 8))}px`;
}

/** Watch for selections made in the text. */
export function watchSelection(choicesFor) {
  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      const found = selected();
      if (!found) return picking ? null : hideBar();
      showBar(choicesFor(found));
    }, 120);
  });
  window.addEventListener("scroll", hideBar, { passive: true, capture: true });
}

export function isPicking() {
  return picking !== null;
}

/** Pick words with the keyboard: arrows move by word and line, with Shift they widen; Enter is done, Escape gives up. */
export function pick(sheet, done) {
  const first = sheet.querySelector(".p.on") || pieces(sheet).find((piece) => inView(sheet, piece.node))?.node || pieces(sheet)[0]?.node;
  if (!first) return;
  endPick();
  bring(sheet, first);
  const selection = document.getSelection();
  selection.collapse(firstText(first), 0);
  selection.modify("extend", "forward", "word");
  sheet.classList.add("picking");
  sheet.focus({ preventScroll: true });
  const press = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { endPick(); clear(); }
    else if (event.key === "Enter") { endPick(); done(selected()); }
    else if (!step(selection, event)) return;
    event.preventDefault();
    event.stopPropagation();
    follow(sheet, selection);
  };
  picking = { sheet, press };
  document.addEventListener("keydown", press, true);
}

function step(selection, event) {
  const way = { ArrowRight: ["forward", "word"], ArrowLeft: ["backward", "word"], ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"] }[event.key];
  if (!way) return false;
  if (event.shiftKey) {
    selection.modify("extend", ...way);
    return true;
  }
  if (way[0] === "forward") selection.collapseToEnd(); else selection.collapseToStart();
  selection.modify("move", ...way);
  if (way[1] === "word" && way[0] === "forward") { // on to the beginning of the next word
    selection.modify("extend", "forward", "word");
  } else {
    selection.modify("move", "backward", "word");
    selection.modify("move", "forward", "word");
    selection.modify("move", "backward", "word");
    selection.modify("extend", "forward", "word");
  }
  return true;
}

function follow(sheet, selection) {
  const node = selection.focusNode instanceof Element ? selection.focusNode : selection.focusNode?.parentElement;
  const piece = node?.closest(".p");
  if (piece && !inView(sheet, piece)) bring(sheet, piece);
}

export function endPick() {
  if (!picking) return;
  document.removeEventListener("keydown", picking.press, true);
  picking.sheet.classList.remove("picking");
  picking = null;
}

function inView(sheet, node) {
  const box = node.getBoundingClientRect();
  const frame = sheet.getBoundingClientRect();
  return box.top >= Math.max(0, frame.top) && box.bottom <= Math.min(window.innerHeight, frame.bottom);
}

function firstText(node) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  return walker.nextNode() || node;
}
