/* Merging: finding the event that a claim tells of as well. */
import { ask, element } from "./dom.js";
import { compare, decide, stateOf } from "./deciding.js";
import { desk, isPair } from "./desk.js";
import { open } from "./dialogs.js";

export function merge() {
  if (!desk.data?.claim) return null;
  if (isPair()) return compare("same", "one happening");
  return mergeDialog();
}

/** Find the event that the claim belongs to as well. */
function mergeDialog() {
  const claim = desk.data.claim;
  const find = element("input", { type: "search", "aria-label": "Find events", placeholder: "Words of the event: a name, a place", autocomplete: "off" });
  const list = element("ul", { class: "choices", "aria-label": "Events" });
  const said = element("p", { class: "muted small", role: "status" });
  const dialog = open("Which event does this claim tell of as well?", find, said, list);
  let asked = 0;
  const put = async (events, mine) => {
    const others = events.filter((each) => !each.claims.includes(claim.id));
    const states = await Promise.all(others.map((each) => stateOf(claim.id, each.claims[0])));
    if (mine !== asked) return; // other words were typed meanwhile
    said.textContent = others.length ? "" : find.value.trim() ? "No event has these words." : "No other event of this kind has these parties; look for words.";
    list.replaceChildren(...others.map((each, at) => {
      const shown = states[at].ok ? states[at].data.hash : null;
      const button = element("button", { type: "button", class: "choice" }, element("b", {}, `${each.type} ${each.status}`), ` ${eventWords(each)}`);
      button.addEventListener("click", () => { dialog.close(); decide({ action: "same", target: claim.id, other: each.claims[0], shown }, { words: "merged", advance: false }); });
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
    const mine = (asked += 1);
    const answer = await ask(`/api/events?${given}`);
    if (answer.ok) await put(answer.data.events, mine); else said.textContent = answer.data.detail || "That cannot be looked for.";
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
