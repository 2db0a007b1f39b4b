/* Judging: from claim to claim by keys, each decision with the hash of what was shown, each to be taken back.
 *
 * The server makes every desk (`/desk?claim=...`); this page fetches it, puts it in the place of the one before, and has
 * the next one ready. A decision is sent while the next claim is read already; one that fails or clashes with another
 * person's leads back to its claim.
 */
import { ask, element, toast } from "./dom.js";
import { ClaimForm, blank } from "./form.js";
import { bring, bringClaim, light, point, watch } from "./highlight.js";
import { isTyping, offer, run, show as showKeys } from "./keys.js";
import { clear, endPick, hideBar, pick, selected, watchSelection } from "./select.js";
import * as acts from "./undo.js";

const bench = document.getElementById("bench");
const mayJudge = Boolean(document.querySelector('.keybar [data-do="accept"]'));
const ready = new Map();
const VERDICTS = { accept: "accepted", reject: "rejected", unsure: "unsure" };
let data = null;
let form = null;
let turn = 0;
let sent = Promise.resolve();
let line = Promise.resolve();
let unsent = 0;
let rules = null;

const items = () => [...document.querySelectorAll("#list .item")];
const current = () => document.querySelector('#list .item[aria-current="true"]');
const sheet = () => document.getElementById("sheet");
const reason = () => document.getElementById("reason")?.value.trim() || "";
const say = (words) => { document.getElementById("said").textContent = words; };

/** Have what keys ask for done one after the other: a key never acts on a claim that is about to give way. */
function inLine(act) {
  line = line.then(act).catch((error) => { toast(`That did not work: ${error.message}`, { kind: "error" }); });
  return line;
}

// --- desks ---------------------------------------------------------------------------------------------------------

function address(item) {
  const given = new URLSearchParams({ claim: item.claim, list: bench.dataset.list });
  if (item.other) given.set("other", item.other);
  if (item.kind) given.set("kind", item.kind);
  return `/desk?${given}`;
}

const itemOf = (link) => ({ claim: link.dataset.claim, other: link.dataset.other || "", kind: link.dataset.kind || "" });

/** Fetch a desk as a document: nodes without any way for text to become markup here. */
function fetchDesk(item) {
  const where = address(item);
  if (!ready.has(where)) {
    const coming = new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("GET", where);
      request.responseType = "document";
      request.onload = () => resolve(request.status === 200 && request.response ? request.response : null);
      request.onerror = () => resolve(null);
      request.send();
    });
    coming.then((found) => { if (!found) ready.delete(where); });
    ready.set(where, coming);
    if (ready.size > 40) ready.delete(ready.keys().next().value);
  }
  return ready.get(where);
}

const forget = (item) => ready.delete(address(item));

/** Put an item on the desk. */
async function go(item, { focus = true, why = "", fresh = false, address: shown = "" } = {}) {
  const mine = (turn += 1);
  if (form && !(await mayClose())) return false;
  if (fresh) forget(item);
  bench.setAttribute("aria-busy", "true");
  const found = await fetchDesk(item);
  if (mine !== turn) return false;
  bench.removeAttribute("aria-busy");
  const made = found?.getElementById("desk");
  if (!made) {
    toast("This claim could not be shown; perhaps it was taken out of the record.", { kind: "error" });
    return false;
  }
  forget(item); // the document gives its nodes away; and the claim may change
  const plain = JSON.parse(made.querySelector("#desk-data").textContent);
  made.querySelector("#desk-data").remove();
  endPick();
  hideBar();
  document.getElementById("desk").replaceWith(document.adoptNode(made));
  const link = items().find((each) => same(itemOf(each), item));
  choose(link);
  setUp(plain, why || link?.querySelector(".reason")?.textContent || "");
  const to = shown || link?.getAttribute("href");
  if (to) window.history.replaceState(null, "", to);
  if (focus) document.getElementById("claim-title")?.focus({ preventScroll: true });
  announce(link);
  prefetch(link);
  return true;
}

const same = (a, b) => a.claim === b.claim && (a.other || "") === (b.other || "");

function choose(link) {
  for (const each of items()) each.toggleAttribute("aria-current", false);
  if (!link) return;
  link.setAttribute("aria-current", "true");
  link.scrollIntoView({ block: "nearest" });
}

function announce(link) {
  const all = items();
  const at = link ? `${all.indexOf(link) + 1} of ${all.length}: ` : "";
  const words = document.querySelector(".claim-head .headline")?.textContent || document.getElementById("claim-title")?.textContent || "";
  say(`${at}${words}`);
}

function prefetch(link) {
  const all = items();
  const next = link ? all[all.indexOf(link) + 1] : null;
  if (next) window.setTimeout(() => fetchDesk(itemOf(next)), 60);
}

/** Make a desk work: its text lights up, its keys show, its words are there. */
function setUp(plain, why = "") {
  data = plain;
  showKeys(document.getElementById("desk"));
  const note = document.getElementById("why");
  if (note && why) {
    note.querySelector("span").textContent = why;
    note.hidden = false;
  }
  watchSheet(sheet(), data.number, true);
  const second = document.getElementById("sheet-other");
  if (second) watchSheet(second, numberIn(second, data.other), false);
}

function numberIn(found, claim) {
  const ref = claim ? found.querySelector(`.ref[data-claim="${CSS.escape(claim)}"]`) : null;
  return ref ? Number(ref.dataset.n) - 1 : null;
}

function watchSheet(found, number, isFirst) {
  if (!found) return;
  const ids = new Map([...found.querySelectorAll(".ref")].map((ref) => [Number(ref.dataset.n) - 1, ref]));
  watch(found, {
    claims: {
      words: (at) => ids.get(at)?.getAttribute("aria-label") || `Claim ${at + 1}`,
      lit: (numbers) => {
        const wanted = new Set(numbers.map((at) => ids.get(at)?.dataset.claim));
        for (const link of items()) link.classList.toggle("lit", isFirst && wanted.has(link.dataset.claim));
      },
    },
    open: (at) => openClaim(ids.get(at)),
  });
  light(found, number);
  if (number !== null) bringClaim(found, number);
}

/** Look at a claim that is pointed out in the text. */
function openClaim(ref) {
  if (!ref) return;
  const link = items().find((each) => each.dataset.claim === ref.dataset.claim);
  if (link) go(itemOf(link));
  else go({ claim: ref.dataset.claim }, { address: bench.dataset.list === "report" ? ref.getAttribute("href") : "" });
  if (bench.dataset.pane === "text") paneOf("claim", true);
}

// --- moving ---------------------------------------------------------------------------------------------------------

function move(steps) {
  const all = items();
  if (!all.length) return toast("There is nothing to move to.");
  const at = all.indexOf(current());
  const next = at < 0 ? (steps > 0 ? 0 : all.length - 1) : at + steps;
  if (next < 0) return toast("This is the first one.", { stay: 2500 });
  if (next >= all.length) return atEnd();
  return go(itemOf(all[next]));
}

function atEnd() {
  const open = items().find((link) => !link.classList.contains("judged"));
  if (bench.dataset.list === "queue") {
    return toast(open ? "This is the last one." : "All of these are judged.", { act: { words: "Take the queue anew", run: () => window.location.assign(queueAddress()) }, stay: 12000 });
  }
  return toast("This is the last claim of the report.", { stay: 4000, act: { words: "To the queue", run: () => window.location.assign("/queue") } });
}

function queueAddress() {
  const kind = new URLSearchParams(window.location.search).get("kind");
  return kind ? `/queue?kind=${encodeURIComponent(kind)}` : "/queue";
}

// --- deciding --------------------------------------------------------------------------------------------------------

/** Send a decision after those before it; go on to the next item meanwhile. `done` is the answer, `moved` the next desk. */
function decide(body, { words, verdict = "", advance = true, link = current(), item = presentItem() } = {}) {
  const href = link?.getAttribute("href") || window.location.pathname + window.location.search;
  const sending = { reason: reason(), ...body };
  const seen = new Set(data.decisions);
  unsent += 1;
  if (link && verdict) mark(link, verdict);
  const done = (sent = sent.then(() => ask("/api/decisions", { method: "POST", body: sending })));
  done.then((answer) => {
    unsent -= 1;
    answered(answer, { sending, seen, words, link, item, href, advance, verdict });
  });
  const all = items();
  const at = all.indexOf(link);
  const next = advance && at >= 0 ? all[at + 1] : null;
  const stay = async () => {
    const answer = await done;
    if (!answer.ok || !advance) return;
    await go(item, { fresh: true });
    atEnd();
  };
  return { done, moved: next ? go(itemOf(next)) : stay() };
}

const presentItem = () => {
  const link = current();
  if (link && link.dataset.claim === data.claim?.id) return itemOf(link);
  return { claim: data.claim?.id || "", other: data.other || "", kind: data.kind || "" };
};

function answered(answer, { sending, seen, words, link, item, href, advance, verdict }) {
  forget(item);
  if (answer.ok) {
    const first = answer.data.decisions[0];
    if (first) acts.did({ decision: first.id, claim: item.claim, other: item.other, kind: item.kind, words, href, sending });
    if (sending.claim) form = null;
    if (!advance) inLine(() => go(item, { fresh: true, focus: false }));
    say(words);
    return;
  }
  if (link && verdict) mark(link, "");
  if (answer.status === 409) return inLine(() => conflict(answer.data, { sending, seen, item, words, link, verdict }));
  const why = answer.data.detail || answer.data.message || `the server answers ${answer.status}`;
  toast(`Not saved: ${why}`, { kind: "error", stay: 15000, act: { words: "Look", run: () => go(item, { fresh: true }) } });
}

function mark(link, verdict) {
  for (const name of ["accepted", "rejected", "unsure", "decided", "judged", "clashing"]) link.classList.toggle(name, Boolean(verdict) && (name === verdict || name === "judged"));
}

/** Show that the claim is no longer as it was shown; nothing was stored. */
async function conflict(answer, { sending, seen, item, words, link, verdict }) {
  if (link) link.classList.add("clashing");
  form = null; // what was filled in is in `sending`
  await go(item, { fresh: true });
  const box = document.getElementById("conflict");
  if (!box) return;
  const since = (answer.state?.decisions || []).filter((each) => !seen.has(each.id)).slice(-3);
  const told = since.map((each) => element("li", {}, element("b", {}, each.author), ` ${each.action} `, element("span", { class: "muted" }, each.time.slice(0, 16).replace("T", " "), " UTC")));
  const anyway = element("button", { type: "button", class: "button small" }, sending.claim ? "Save mine in its place" : "Decide all the same");
  anyway.addEventListener("click", () => decide({ ...sending, shown: data.shown }, { words, verdict, link, item, advance: false }));
  const leave = element("button", { type: "button", class: "button small primary" }, "Leave it as it stands now");
  leave.addEventListener("click", () => { box.hidden = true; document.getElementById("claim-title")?.focus(); });
  const mine = sending.claim ? element("button", { type: "button", class: "button small" }, "Go on editing mine") : null;
  mine?.addEventListener("click", () => { box.hidden = true; edit(sending.claim); });
  box.className = "note error";
  box.replaceChildren(
    element("p", {}, element("b", {}, "Someone changed this while you looked at it."), ` Your decision (${words}) was not saved; below is how it stands now.`),
    told.length ? element("ul", {}, ...told) : null,
    element("p", { class: "row" }, leave, mine, anyway),
  );
  box.hidden = false;
  leave.focus();
  say("Conflict: someone changed this while you looked at it. Nothing was saved.");
}

const isPair = () => data?.kind === "pair" && Boolean(data.other);

function judge(action, words) {
  if (!data?.claim) return toast("Choose a claim first.", { stay: 3000 });
  if (isPair()) return action === "unsure" ? compare("doubt", "unsure whether they are one") : toast("Two claims are shown: same happening, different, or unsure?", { stay: 4000 });
  return decide({ action, target: data.claim.id, shown: data.shown }, { words, verdict: VERDICTS[action] }).moved;
}

function compare(action, words) {
  return decide({ action, target: data.claim.id, other: data.other, shown: data.shown }, { words, verdict: { same: "accepted", different: "rejected", doubt: "unsure" }[action] }).moved;
}

function resolve(outcome) {
  if (data?.kind !== "forecast") return null;
  const by = data.proposed && data.proposed[0] === outcome ? { other: data.proposed[1] } : {};
  return decide({ action: "resolve", target: data.claim.id, value: outcome, shown: data.shown, ...by }, { words: `forecast: ${outcome}`, verdict: "decided" }).moved;
}

function split() {
  if (!data?.claim) return null;
  if (isPair()) return compare("different", "two happenings");
  if (data.together < 2) return toast("No other claim is in its event: there is nothing to split it from.");
  return decide({ action: "split", target: data.claim.id, shown: data.shown }, { words: "split from its event", advance: false }).moved;
}

function merge() {
  if (!data?.claim) return null;
  if (isPair()) return compare("same", "one happening");
  return mergeDialog();
}

async function undo() {
  await sent;
  const act = acts.last();
  if (!act) return toast("Nothing of this tab is left to take back; earlier decisions stand with their claims.");
  await takeBack(act.decision, { claim: act.claim, other: act.other, kind: act.kind }, act);
}

async function takeBack(decision, item, { words = "", href = "", sending = null } = {}) {
  const answer = await ask("/api/undo", { method: "POST", body: { decision } });
  if (!answer.ok) {
    toast(`Not taken back: ${answer.data.detail || answer.data.message || answer.status}`, { kind: "error" });
    return;
  }
  acts.forget(decision);
  const link = items().find((each) => same(itemOf(each), item));
  if (link) mark(link, "");
  if (!link && href && !href.startsWith(window.location.pathname)) window.location.assign(href);
  else await go(item, { fresh: true, address: link ? "" : href });
  const again = () => decide({ ...sending, shown: sending.shown && data.shown }, { words, advance: false, item });
  toast(`Taken back${words ? `: ${words}` : ""}.`, { act: sending ? { words: "Decide it again", run: again } : null });
  say("Taken back.");
}

// --- editing -----------------------------------------------------------------------------------------------------------

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
async function mayClose() {
  if (form.dirty && !(await sure("What you filled in is not saved.", "Throw it away", "Go on editing"))) return false;
  closeForm();
  return true;
}

function closeForm() {
  form = null;
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

async function edit(draft = null) {
  if (!data?.claim || form) return;
  if (isPair()) return toast("Open one of the two first: press its publisher’s name.");
  const known = await loadRules();
  if (!known) return;
  const facts = document.getElementById("facts");
  if (facts) facts.hidden = true;
  openForm(document.getElementById("edit-form"), draft || data.claim, known, false);
}

function openForm(host, claim, known, isNew) {
  paneOf("claim");
  document.getElementById("claim-pane").classList.add("editing");
  form = new ClaimForm(host, {
    claim, rules: known, sheet: sheet(), sentences: data.sentences, isNew,
    cancel: () => (isNew ? leaveNew() : mayClose()),
    save: (made) => (isNew ? saveNew(made) : saveEdit(made)),
  });
}

/** Leave the form of a claim that was not saved. */
async function leaveNew() {
  if (form.dirty && !(await sure("The new claim is not saved.", "Throw it away", "Go on editing"))) return;
  form = null;
  if (data.claim) inLine(() => go(presentItem(), { fresh: true }));
  else window.location.reload();
}

function saveEdit(made) {
  const sending = { action: "edit", target: made.id, claim: made, shown: data.shown };
  const { done } = decide(sending, { words: "edited", advance: false });
  done.then((answer) => {
    if (!answer.ok && answer.status !== 409 && form) form.fault.textContent = answer.data.detail || answer.data.message || "Not saved.";
  });
}

async function saveNew(made) {
  const answer = await ask("/api/decisions", { method: "POST", body: { action: "add", target: data.report, report: data.report, claim: made, reason: reason() } });
  if (!answer.ok) {
    form.fault.textContent = `Not saved: ${answer.data.detail || answer.data.message || answer.status}`;
    return;
  }
  const decision = answer.data.decisions[0];
  const href = `/reports/${encodeURIComponent(data.report)}?claim=${encodeURIComponent(decision.target)}`;
  acts.did({ decision: decision.id, claim: decision.target, other: "", kind: "", words: "new claim", href: `/reports/${encodeURIComponent(data.report)}` });
  form = null;
  window.location.assign(href);
}

/** Begin a claim with the words that are selected. */
async function newClaim() {
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

function choicesFor(found) {
  if (!mayJudge) return [];
  const choices = [];
  if (form && found.sheet === sheet()) {
    choices.push({ words: "Evidence for …", run: () => evidenceDialog(found) });
  } else {
    choices.push({ words: "New claim", action: "claim", run: () => run("claim") });
    if (data?.claim && !isPair()) choices.push({ words: "Evidence for a field …", run: async () => { await edit(); evidenceDialog(found); } });
  }
  return choices;
}

/** Ask which field some words are evidence for. */
function evidenceDialog(found) {
  if (!form) return;
  hideBar();
  const fields = [...form.adder.options].map((option) => [option.value, option.textContent]);
  const buttons = fields.map(([field, words]) => {
    const button = element("button", { type: "button", class: "button small" }, words);
    button.addEventListener("click", () => { dialog.close(); form.give(field, found); });
    return button;
  });
  const dialog = open("Which field do these words support?", element("blockquote", { class: "passage-quote", dir: "auto" }, found.words), element("div", { class: "row" }, ...buttons));
  buttons[0]?.focus();
}

// --- dialogs -----------------------------------------------------------------------------------------------------------

function open(title, ...content) {
  const dialog = document.getElementById("ask") || document.body.appendChild(element("dialog", { id: "ask", "aria-labelledby": "ask-title" }));
  const close = element("button", { type: "button", class: "button" }, "Cancel");
  close.addEventListener("click", () => dialog.close());
  dialog.replaceChildren(element("h2", { id: "ask-title" }, title), ...content, element("p", { class: "row dialog-foot" }, close));
  if (!dialog.open) dialog.showModal();
  return dialog;
}

/** Ask a question that has two answers; Escape is the second. */
function sure(question, yes, no) {
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

function note() {
  if (!data?.claim) return;
  const text = element("textarea", { rows: "4", "aria-label": "Note", maxlength: "20000" });
  const save = element("button", { type: "submit", class: "button primary" }, "Save the note ", element("kbd", { "aria-hidden": "true" }, "Ctrl ⏎"));
  const body = element("form", { class: "stack" }, text, element("p", {}, save));
  const dialog = open("Note on this claim", body);
  const keep = () => {
    const value = text.value.trim();
    dialog.close();
    if (value) decide({ action: "note", target: data.claim.id, value }, { words: "note", advance: false });
  };
  body.addEventListener("submit", (event) => { event.preventDefault(); keep(); });
  text.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); keep(); } });
  text.focus();
}

/** Find the event that the claim belongs to as well. */
function mergeDialog() {
  const claim = data.claim;
  const find = element("input", { type: "search", "aria-label": "Find events", placeholder: "Words of the event: a name, a place", autocomplete: "off" });
  const list = element("ul", { class: "choices", "aria-label": "Events" });
  const said = element("p", { class: "muted small", role: "status" });
  const dialog = open("Which event does this claim tell of as well?", find, said, list);
  const put = (events) => {
    const others = events.filter((each) => !each.claims.includes(claim.id));
    said.textContent = others.length ? "" : find.value.trim() ? "No event has these words." : "No other event of this kind has these parties; look for words.";
    list.replaceChildren(...others.map((each) => {
      const button = element("button", { type: "button", class: "choice" }, element("b", {}, `${each.type} ${each.status}`), ` ${eventWords(each)}`);
      button.addEventListener("click", () => { dialog.close(); decide({ action: "same", target: claim.id, other: each.claims[0] }, { words: "merged", advance: false }); });
      return element("li", {}, button);
    }));
  };
  let waiting = 0;
  const look = async () => {
    const given = new URLSearchParams({ limit: "20" });
    if (find.value.trim()) given.set("text", find.value.trim());
    else {
      given.set("type", claim.type);
      for (const code of parties(claim).slice(0, 2)) given.append("country", code);
    }
    const answer = await ask(`/api/events?${given}`);
    if (answer.ok) put(answer.data.events); else said.textContent = answer.data.detail || "That cannot be looked for.";
  };
  find.addEventListener("input", () => { window.clearTimeout(waiting); waiting = window.setTimeout(look, 200); });
  look();
  find.focus();
}

/** Return the codes of the states and organisations in a claim's roles. */
function parties(claim) {
  return [...new Set(Object.values(claim.roles || {}).flat().map((actor) => actor.country || actor.org).filter(Boolean))];
}

function eventWords(event) {
  const places = (event.where || []).map((place) => place.name);
  return [event.name, event.when, places.join("; "), `${event.claims.length} claim${event.claims.length === 1 ? "" : "s"}`].filter(Boolean).join(" · ");
}

// --- the page ------------------------------------------------------------------------------------------------------------

function paneOf(name, scroll = false) {
  bench.dataset.pane = name;
  for (const button of document.querySelectorAll("[data-pane-of]")) button.setAttribute("aria-pressed", String(button.dataset.paneOf === name));
  if (scroll) document.getElementById("claim-title")?.focus();
}

/** Show another pane of a narrow window from where it is worth reading. */
function turnTo(name) {
  paneOf(name);
  if (name === "text" && sheet() && data?.number !== null && data?.claim) bringClaim(sheet(), data.number);
  else bench.scrollIntoView({ block: "start" });
}

function nextPassage() {
  const lit = [...(sheet()?.querySelectorAll(".p.on") || [])];
  if (!lit.length) return;
  const at = lit.findIndex((node) => node.classList.contains("pointed"));
  const next = lit[(at + 1) % lit.length];
  for (const node of lit) node.classList.remove("pointed");
  next.classList.add("pointed");
  bring(sheet(), next, { smooth: true });
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
    return decide({ action: alike ? "same" : "different", target: data.claim.id, other: alike || judged.dataset.different }, { words: alike ? "one happening" : "two happenings", advance: false });
  }
  return null;
});

function showQuote(quote) {
  const found = quote.closest("[data-sheet]") ? document.getElementById(quote.closest("[data-sheet]").dataset.sheet) : sheet();
  const node = point(found, [[Number(quote.dataset.start), Number(quote.dataset.end)]]);
  if (node) {
    if (window.matchMedia("(max-width: 60rem)").matches) paneOf("text");
    bring(found, node, { smooth: true });
  } else toast("These words stand in another part of the text.", { stay: 3000 });
}

for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const row = event.target instanceof Element ? event.target.closest(".facts-table tr[data-field]") : null;
    if (!row || form || !sheet()) return;
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
  if (unsent || form?.dirty) event.preventDefault();
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
  if (data.claim && window.matchMedia("(max-width: 60rem)").matches) paneOf("text");
  current()?.scrollIntoView({ block: "nearest" });
  prefetch(current());
}
watchSelection(choicesFor);
