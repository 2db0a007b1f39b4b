/* Two at once: the claim is no longer as it was shown, and nothing was stored. */
import { element } from "./dom.js";
import { decide } from "./deciding.js";
import { desk, go, say } from "./desk.js";
import { edit } from "./editing.js";

/** Show that the claim is no longer as it was shown; nothing was stored. */
export async function conflict(answer, { sending, seen, item, words, link, verdict }) {
  if (link) link.classList.add("clashing");
  desk.form = null; // what was filled in is in `sending`
  await go(item, { fresh: true });
  const box = document.getElementById("conflict");
  if (!box) return;
  const since = (answer.state?.decisions || []).filter((each) => !seen.has(each.id)).slice(-3);
  const told = since.map((each) => element("li", {}, element("b", {}, each.author), ` ${each.action} `, element("span", { class: "muted" }, each.time.slice(0, 16).replace("T", " "), " UTC")));
  const anyway = element("button", { type: "button", class: "button small" }, sending.claim ? "Save mine in its place" : "Decide all the same");
  anyway.addEventListener("click", () => decide({ ...sending, shown: answer.state?.hash || desk.data.shown }, { words, verdict, link, item, advance: false }));
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
