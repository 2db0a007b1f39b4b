/* From claim to claim, and from passage to passage. */
import { toast } from "./dom.js";
import { bring, point } from "./highlight.js";
import { bench, current, go, itemOf, items, paneOf, sheet } from "./desk.js";

export function move(steps) {
  const all = items();
  if (!all.length) return toast("There is nothing to move to.");
  const at = all.indexOf(current());
  const next = at < 0 ? (steps > 0 ? 0 : all.length - 1) : at + steps;
  if (next < 0) return toast("This is the first one.", { stay: 2500 });
  if (next >= all.length) return atEnd();
  return go(itemOf(all[next]));
}

export function atEnd() {
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

export function nextPassage() {
  const lit = [...(sheet()?.querySelectorAll(".p.on") || [])];
  if (!lit.length) return;
  const at = lit.findIndex((node) => node.classList.contains("pointed"));
  const next = lit[(at + 1) % lit.length];
  for (const node of lit) node.classList.remove("pointed");
  next.classList.add("pointed");
  bring(sheet(), next, { smooth: true });
}

export function showQuote(quote) {
  const found = quote.closest("[data-sheet]") ? document.getElementById(quote.closest("[data-sheet]").dataset.sheet) : sheet();
  const node = point(found, [[Number(quote.dataset.start), Number(quote.dataset.end)]]);
  if (node) {
    if (window.matchMedia("(max-width: 60rem)").matches) paneOf("text");
    bring(found, node, { smooth: true });
  } else toast("These words stand in another part of the text.", { stay: 3000 });
}
