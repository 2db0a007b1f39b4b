/* The desk: one claim in its report. The server makes every desk (`/desk?claim=...`); this fetches it, puts it in the place
 * of the one before, and has the next one ready.
 */
import { toast } from "./dom.js";
import { bringClaim, light, watch } from "./highlight.js";
import { show as showKeys } from "./keys.js";
import { endPick, hideBar } from "./select.js";

/** What lies on the desk: `data` as the server gave it, `form` where a claim is being filled in. */
export const desk = { data: null, form: null };
export const bench = document.getElementById("bench");

const ready = new Map();
let turn = 0;
let line = Promise.resolve();
let mayLeave = async () => true;

export const items = () => [...document.querySelectorAll("#list .item")];
export const current = () => document.querySelector('#list .item[aria-current="true"]');
export const sheet = () => document.getElementById("sheet");
export const say = (words) => { document.getElementById("said").textContent = words; };
export const isPair = () => desk.data?.kind === "pair" && Boolean(desk.data.other);
export const itemOf = (link) => ({ claim: link.dataset.claim, other: link.dataset.other || "", kind: link.dataset.kind || "" });
export const same = (a, b) => a.claim === b.claim && (a.other || "") === (b.other || "");

/** Ask before a form is left: `may` resolves to whether it was closed. */
export function beforeLeaving(may) {
  mayLeave = may;
}

/** Have what keys ask for done one after the other: a key never acts on a claim that is about to give way. */
export function inLine(act) {
  line = line.then(act).catch((error) => { toast(`That did not work: ${error.message}`, { kind: "error" }); });
  return line;
}

// --- fetching ------------------------------------------------------------------------------------------------------

function address(item) {
  const given = new URLSearchParams({ claim: item.claim, list: bench.dataset.list });
  if (item.other) given.set("other", item.other);
  if (item.kind) given.set("kind", item.kind);
  return `/desk?${given}`;
}

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

export const forget = (item) => ready.delete(address(item));

/** Return what is looked at, as an item. */
export function presentItem() {
  const link = current();
  if (link && link.dataset.claim === desk.data.claim?.id) return itemOf(link);
  return { claim: desk.data.claim?.id || "", other: desk.data.other || "", kind: desk.data.kind || "" };
}

// --- laying out ----------------------------------------------------------------------------------------------------

/** Put an item on the desk. */
export async function go(item, { focus = true, why = "", fresh = false, address: shown = "" } = {}) {
  const mine = (turn += 1);
  if (desk.form && !(await mayLeave())) return false;
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
  say(`${at}${words.replaceAll("→", "")}`); // it stands beside a "to" that is only heard
}

export function prefetch(link) {
  const all = items();
  const next = link ? all[all.indexOf(link) + 1] : null;
  if (next) window.setTimeout(() => fetchDesk(itemOf(next)), 60);
}

/** Make a desk work: its text lights up, its keys show, its words are there. */
export function setUp(plain, why = "") {
  desk.data = plain;
  showKeys(document.getElementById("desk"));
  const note = document.getElementById("why");
  if (note && why) {
    note.querySelector("span").textContent = why;
    note.hidden = false;
  }
  watchSheet(sheet(), desk.data.number, true);
  const second = document.getElementById("sheet-other");
  if (second) watchSheet(second, numberIn(second, desk.data.other), false);
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

export function paneOf(name, scroll = false) {
  bench.dataset.pane = name;
  for (const button of document.querySelectorAll("[data-pane-of]")) button.setAttribute("aria-pressed", String(button.dataset.paneOf === name));
  if (scroll) document.getElementById("claim-title")?.focus();
}

/** Show another pane of a narrow window from where it is worth reading. */
export function turnTo(name) {
  paneOf(name);
  if (name === "text" && sheet() && desk.data?.number !== null && desk.data?.claim) bringClaim(sheet(), desk.data.number);
  else bench.scrollIntoView({ block: "start" });
}
