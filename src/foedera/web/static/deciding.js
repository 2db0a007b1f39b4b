/* Decisions: each with the hash of what was shown, sent while the next claim is read already; each can be taken back.
 *
 * One that fails or clashes with another person's leads back to its claim.
 */
import { ask, toast } from "./dom.js";
import { current, desk, forget, go, inLine, isPair, itemOf, items, presentItem, same, say } from "./desk.js";
import { atEnd } from "./moving.js";
import * as acts from "./undo.js";

const VERDICTS = { accept: "accepted", reject: "rejected", unsure: "unsure" };
let sent = Promise.resolve();
let unsent = 0;
let clashed = async () => {};

/** Say what to do where someone changed a claim meanwhile: called with the answer and what was sent. */
export function onConflict(act) {
  clashed = act;
}

/** Return the hash of how what a decision is about stands now: of a claim with another one where it names one. */
export async function shownNow({ target, other }) {
  if (!other || isPair()) return desk.data.shown;
  const answer = await stateOf(target, other);
  return answer.ok ? answer.data.hash : desk.data.shown;
}

/** Ask how a claim stands together with another one. */
export const stateOf = (target, other) => ask(`/api/state?${new URLSearchParams({ target, other })}`);

/** Tell whether a decision is still on its way. */
export const isSending = () => unsent > 0;
export const reason = () => document.getElementById("reason")?.value.trim() || "";

/** Send a decision after those before it; go on to the next item meanwhile. `done` is the answer, `moved` the next desk. */
export function decide(body, { words, verdict = "", advance = true, link = current(), item = presentItem() } = {}) {
  const href = link?.getAttribute("href") || window.location.pathname + window.location.search;
  const sending = { reason: reason(), ...body };
  const seen = new Set(desk.data.decisions);
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

function answered(answer, { sending, seen, words, link, item, href, advance, verdict }) {
  forget(item);
  if (answer.ok) {
    const first = answer.data.decisions[0];
    if (first) acts.did({ decision: first.id, claim: item.claim, other: item.other, kind: item.kind, words, href, sending });
    if (sending.claim) desk.form = null;
    if (!advance) inLine(() => go(item, { fresh: true, focus: false }));
    say(words);
    return;
  }
  if (link && verdict) mark(link, "");
  if (answer.status === 409) return inLine(() => clashed(answer.data, { sending, seen, item, words, link, verdict }));
  const why = answer.data.detail || answer.data.message || `the server answers ${answer.status}`;
  toast(`Not saved: ${why}`, { kind: "error", stay: 15000, act: { words: "Look", run: () => go(item, { fresh: true }) } });
}

function mark(link, verdict) {
  for (const name of ["accepted", "rejected", "unsure", "decided", "judged", "clashing"]) link.classList.toggle(name, Boolean(verdict) && (name === verdict || name === "judged"));
}

export function judge(action, words) {
  if (!desk.data?.claim) return toast("Choose a claim first.", { stay: 3000 });
  if (isPair()) return action === "unsure" ? compare("doubt", "unsure whether they are one") : toast("Two claims are shown: same happening, different, or unsure?", { stay: 4000 });
  return decide({ action, target: desk.data.claim.id, shown: desk.data.shown }, { words, verdict: VERDICTS[action] }).moved;
}

export function compare(action, words) {
  return decide({ action, target: desk.data.claim.id, other: desk.data.other, shown: desk.data.shown }, { words, verdict: { same: "accepted", different: "rejected", doubt: "unsure" }[action] }).moved;
}

export function resolve(outcome) {
  if (desk.data?.kind !== "forecast") return null;
  const by = desk.data.proposed && desk.data.proposed[0] === outcome ? { other: desk.data.proposed[1], shown: desk.data.shown_with } : {};
  return decide({ action: "resolve", target: desk.data.claim.id, value: outcome, shown: desk.data.shown, ...by }, { words: `forecast: ${outcome}`, verdict: "decided" }).moved;
}

export function split() {
  if (!desk.data?.claim) return null;
  if (isPair()) return compare("different", "two happenings");
  if (desk.data.together < 2) return toast("No other claim is in its event: there is nothing to split it from.");
  return decide({ action: "split", target: desk.data.claim.id, shown: desk.data.shown }, { words: "split from its event", advance: false }).moved;
}

export async function undo() {
  await sent;
  const act = acts.last();
  if (!act) return toast("Nothing of this tab is left to take back; earlier decisions stand with their claims.");
  await takeBack(act.decision, { claim: act.claim, other: act.other, kind: act.kind }, act);
}

export async function takeBack(decision, item, { words = "", href = "", sending = null } = {}) {
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
  const again = async () => decide({ ...sending, shown: sending.shown && (await shownNow(sending)) }, { words, advance: false, item });
  toast(`Taken back${words ? `: ${words}` : ""}.`, { act: sending ? { words: "Decide it again", run: again } : null });
  say("Taken back.");
}
