/* Judging: what keys, clicks and selections do at the desk. What they lead to stands in modules of its own. */
import { edit, evidenceDialog, mayClose, newClaim } from "./editing.js";
import { conflict } from "./conflict.js";
import { decide, isSending, judge, onConflict, resolve, split, takeBack, undo } from "./deciding.js";
import { beforeLeaving, current, desk, go, inLine, isPair, itemOf, paneOf, prefetch, presentItem, setUp, sheet, turnTo } from "./desk.js";
import { point } from "./highlight.js";
import { isTyping, offer, run } from "./keys.js";
import { merge } from "./merging.js";
import { move, nextPassage, showQuote } from "./moving.js";
import { note } from "./notes.js";
import { clear, pick, watchSelection } from "./select.js";

const mayJudge = Boolean(document.querySelector('.keybar [data-do="accept"]'));
beforeLeaving(mayClose);
onConflict(conflict);

function choicesFor(found) {
  if (!mayJudge) return [];
  const choices = [];
  if (desk.form && found.sheet === sheet()) {
    choices.push({ words: "Evidence for …", run: () => evidenceDialog(found) });
  } else {
    choices.push({ words: "New claim", action: "claim", run: () => run("claim") });
    if (desk.data?.claim && !isPair()) choices.push({ words: "Evidence for a field …", run: async () => { await edit(); evidenceDialog(found); } });
  }
  return choices;
}

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const link = target?.closest("#list .item");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    paneOf("text");
    go(itemOf(link));
    return;
  }
  const pane = target?.closest("[data-pane-of]");
  if (pane) return turnTo(pane.dataset.paneOf);
  const quote = target?.closest(".quote");
  if (quote) return showQuote(quote);
  const undoing = target?.closest("[data-undo]");
  if (undoing) return inLine(() => takeBack(undoing.dataset.undo, presentItem()));
  const judged = target?.closest("[data-same], [data-different]");
  if (judged) {
    const alike = judged.dataset.same;
    return decide({ action: alike ? "same" : "different", target: desk.data.claim.id, other: alike || judged.dataset.different, shown: judged.dataset.shown }, { words: alike ? "one happening" : "two happenings", advance: false });
  }
  return null;
});

for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const row = event.target instanceof Element ? event.target.closest(".facts-table tr[data-field]") : null;
    if (!row || desk.form || !sheet()) return;
    point(sheet(), [...row.querySelectorAll(".quote")].map((quote) => [Number(quote.dataset.start), Number(quote.dataset.end)]));
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.id === "reason") {
    event.preventDefault();
    event.target.blur();
    document.getElementById("claim-title")?.focus();
  }
  if (event.key === "Escape" && !event.defaultPrevented) {
    if (isTyping(event.target) && !event.target.closest("dialog, .claim-form")) event.target.blur();
    clear();
    if (sheet()) point(sheet(), []);
  }
});

window.addEventListener("beforeunload", (event) => {
  if (isSending() || desk.form?.dirty) event.preventDefault();
});

offer(
  { name: "next", words: "next", key: "j", repeats: true, run: () => inLine(() => move(1)) },
  { name: "previous", words: "back", key: "k", repeats: true, run: () => inLine(() => move(-1)) },
  { name: "passage", words: "next passage of this claim", key: "p", repeats: true, run: nextPassage },
  { name: "pick", words: "pick words in the text", key: "v", run: () => sheet() && pick(sheet(), () => {}) },
);
if (mayJudge) {
  offer(
    { name: "accept", words: "accept and go on", key: "a", run: () => inLine(() => judge("accept", "accepted")) },
    { name: "reject", words: "reject and go on", key: "x", run: () => inLine(() => judge("reject", "rejected")) },
    { name: "unsure", words: "unsure, and go on", key: "u", run: () => inLine(() => judge("unsure", "unsure")) },
    { name: "edit", words: "edit the claim", key: "e", run: () => inLine(() => edit()) },
    { name: "merge", words: "merge: the same happening", key: "m", run: () => inLine(merge) },
    { name: "split", words: "split: a different happening", key: "s", run: () => inLine(split) },
    { name: "note", words: "write a note", key: "n", run: () => inLine(note) },
    { name: "undo", words: "undo the last decision", key: "z", run: () => inLine(undo) },
    { name: "claim", words: "new claim from the selected words", key: "c", run: newClaim },
    { name: "reason", words: "give a reason", key: "w", run: () => document.getElementById("reason")?.focus() },
    { name: "came-true", words: "forecast came true", key: "1", run: () => inLine(() => resolve("came true")) },
    { name: "did-not", words: "forecast did not", key: "2", run: () => inLine(() => resolve("did not")) },
    { name: "overtaken", words: "forecast overtaken", key: "3", run: () => inLine(() => resolve("overtaken")) },
    { name: "still-open", words: "forecast is open", key: "4", run: () => inLine(() => resolve("open")) },
  );
}

const first = document.getElementById("desk-data");
if (first) {
  setUp(JSON.parse(first.textContent), document.querySelector("#why:not([hidden]) span")?.textContent || "");
  if (desk.data.claim && window.matchMedia("(max-width: 60rem)").matches) paneOf("text");
  current()?.scrollIntoView({ block: "nearest" });
  prefetch(current());
}
watchSelection(choicesFor);
