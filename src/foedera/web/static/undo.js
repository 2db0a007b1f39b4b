/* What was decided on this page, so that it can be taken back: kept for as long as the browser's tab. */
const KEPT = "foedera.acts";
const MOST = 200;

function load() {
  try {
    const plain = JSON.parse(window.sessionStorage.getItem(KEPT) || "[]");
    return Array.isArray(plain) ? plain.filter((act) => act && typeof act.decision === "string" && typeof act.claim === "string") : [];
  } catch {
    return [];
  }
}

const acts = load();

function keep() {
  try {
    window.sessionStorage.setItem(KEPT, JSON.stringify(acts.slice(-MOST)));
  } catch {
    // then they last as long as the page
  }
}

/** Remember an act: { decision, claim, other, kind, words, href }. */
export function did(act) {
  acts.push(act);
  keep();
}

/** Return the latest act that is still to be taken back, and forget it. */
export function last() {
  const act = acts.pop() || null;
  keep();
  return act;
}

/** Forget an act that was taken back elsewhere. */
export function forget(decision) {
  const at = acts.findIndex((act) => act.decision === decision);
  if (at >= 0) acts.splice(at, 1);
  keep();
}
