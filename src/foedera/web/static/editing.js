/* The claim as a form: correcting one, adding one, giving a field other words. */
import { ask, element, toast } from "./dom.js";
import { decide, reason } from "./deciding.js";
import { desk, go, inLine, isPair, paneOf, presentItem, sheet } from "./desk.js";
import { open, sure } from "./dialogs.js";
import { ClaimForm, blank } from "./form.js";
import { point } from "./highlight.js";
import { run } from "./keys.js";
import { clear, hideBar, selected } from "./select.js";
import * as acts from "./undo.js";

let rules = null;

async function loadRules() {
  if (!rules) {
    const answer = await ask("/codebook.json");
    if (!answer.ok) {
      toast("The codebook could not be loaded.", { kind: "error" });
      return null;
    }
    rules = answer.data;
  }
  return rules;
}

/** Close the form; where something was filled in, ask first, and return whether it was closed. */
export async function mayClose() {
  if (desk.form.dirty && !(await sure("What you filled in is not saved.", "Throw it away", "Go on editing"))) return false;
  closeForm();
  return true;
}

function closeForm() {
  desk.form = null;
  const host = document.getElementById("edit-form");
  if (host) {
    host.hidden = true;
    host.replaceChildren();
  }
  const facts = document.getElementById("facts");
  if (facts) facts.hidden = false;
  document.getElementById("claim-pane")?.classList.remove("editing");
  point(sheet(), []);
  document.getElementById("claim-title")?.focus({ preventScroll: true });
}

export async function edit(draft = null) {
  if (!desk.data?.claim || desk.form) return;
  if (isPair()) return toast("Open one of the two first: press its publisher’s name.");
  const known = await loadRules();
  if (!known) return;
  const facts = document.getElementById("facts");
  if (facts) facts.hidden = true;
  openForm(document.getElementById("edit-form"), draft || desk.data.claim, known, false);
}

function openForm(host, claim, known, isNew) {
  paneOf("claim");
  document.getElementById("claim-pane").classList.add("editing");
  desk.form = new ClaimForm(host, {
    claim, rules: known, sheet: sheet(), sentences: desk.data.sentences, isNew,
    cancel: () => (isNew ? leaveNew() : mayClose()),
    save: (made) => (isNew ? saveNew(made) : saveEdit(made)),
  });
}

/** Leave the form of a claim that was not saved. */
async function leaveNew() {
  if (desk.form.dirty && !(await sure("The new claim is not saved.", "Throw it away", "Go on editing"))) return;
  desk.form = null;
  if (desk.data.claim) inLine(() => go(presentItem(), { fresh: true }));
  else window.location.reload();
}

function saveEdit(made) {
  const sending = { action: "edit", target: made.id, claim: made, shown: desk.data.shown };
  const { done } = decide(sending, { words: "edited", advance: false });
  done.then((answer) => {
    if (!answer.ok && answer.status !== 409 && desk.form) desk.form.fault.textContent = answer.data.detail || answer.data.message || "Not saved.";
  });
}

async function saveNew(made) {
  const answer = await ask("/api/decisions", { method: "POST", body: { action: "add", target: desk.data.report, report: desk.data.report, claim: made, reason: reason() } });
  if (!answer.ok) {
    desk.form.fault.textContent = `Not saved: ${answer.data.detail || answer.data.message || answer.status}`;
    return;
  }
  const decision = answer.data.decisions[0];
  const href = `/reports/${encodeURIComponent(desk.data.report)}?claim=${encodeURIComponent(decision.target)}`;
  acts.did({ decision: decision.id, claim: decision.target, other: "", kind: "", words: "new claim", href: `/reports/${encodeURIComponent(desk.data.report)}` });
  desk.form = null;
  window.location.assign(href);
}

/** Begin a claim with the words that are selected. */
export async function newClaim() {
  const found = selected();
  if (!found) return toast("Select the words that say it first, with the pointer or by picking words.", { act: { words: "Pick words", run: () => run("pick") } });
  if (found.sheet !== sheet()) return toast("Open that report to add a claim to it.");
  const known = await loadRules();
  if (!known) return;
  clear();
  const host = element("div", { id: "edit-form" });
  document.getElementById("claim-pane").replaceChildren(element("h2", { id: "claim-title", tabindex: "-1" }, "New claim"), element("p", { class: "muted" }, "from “", element("q", { class: "bare", dir: "auto" }, found.words), "”"), host);
  openForm(host, blank(found), known, true);
  point(sheet(), [[found.start, found.end]]);
}

/** Ask which field some words are evidence for. */
export function evidenceDialog(found) {
  if (!desk.form) return;
  hideBar();
  const fields = [...desk.form.adder.options].map((option) => [option.value, option.textContent]);
  const buttons = fields.map(([field, words]) => {
    const button = element("button", { type: "button", class: "button small" }, words);
    button.addEventListener("click", () => { dialog.close(); desk.form.give(field, found); });
    return button;
  });
  const dialog = open("Which field do these words support?", element("blockquote", { class: "passage-quote", dir: "auto" }, found.words), element("div", { class: "row" }, ...buttons));
  buttons[0]?.focus();
}
