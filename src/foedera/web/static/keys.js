/* Keys: which key does what, kept in the browser.
 *
 * A page says which actions it has: `offer({ name, words, key, run })`. What is kept in the browser is only a table from
 * the NAMES of actions to single keys; what is not a known name or a plain key is dropped when it is read. A key can
 * thus never be made to run anything but an action that the page itself offers.
 */
const KEPT = "foedera.keys";
const FIXED = new Set(["Escape", "Enter", "Tab", " "]);
const actions = new Map();
let bound = load();
let held = false;

/** Return whether something is a key that may be bound: one printed character, or an arrow. */
export function isKey(key) {
  return typeof key === "string" && !FIXED.has(key) && ([...key].length === 1 || /^(Arrow(Up|Down|Left|Right)|F[2-9]|Home|End|Page(Up|Down))$/.test(key));
}

function load() {
  const kept = new Map();
  try {
    const plain = JSON.parse(window.localStorage.getItem(KEPT) || "{}");
    if (plain && typeof plain === "object" && !Array.isArray(plain)) {
      for (const [name, key] of Object.entries(plain)) if (/^[a-z-]{1,24}$/.test(name) && isKey(key)) kept.set(name, key);
    }
  } catch {
    // what cannot be read counts as nothing
  }
  return kept;
}

function keep() {
  try {
    window.localStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(bound)));
  } catch {
    // then the choice lasts as long as the page
  }
}

/** Offer actions; the first that has a key is the one that the key runs. `also` lists further fixed keys. */
export function offer(...offered) {
  for (const action of offered) actions.set(action.name, action);
  show();
}

export function keyOf(name) {
  const action = actions.get(name);
  return bound.get(name) || (action ? action.key : "");
}

export function all() {
  return [...actions.values()].map((action) => ({ ...action, key: keyOf(action.name) }));
}

/** Bind an action to a key; return the name of the action that had it, which gives it up for the other's key. */
export function bind(name, key) {
  if (!actions.has(name) || !isKey(key)) return null;
  const before = keyOf(name);
  const rival = all().find((action) => action.key === key && action.name !== name);
  bound.set(name, key);
  if (rival) bound.set(rival.name, before);
  keep();
  show();
  return rival ? rival.name : null;
}

export function reset() {
  bound = new Map();
  keep();
  show();
}

/** Hold all keys back, as while a new key is being chosen. */
export function hold(yes) {
  held = yes;
}

export function words(key) {
  return { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" }[key] || key;
}

/** Write the keys wherever a page shows them: elements with data-key-of="ACTION". */
export function show(root = document) {
  for (const element of root.querySelectorAll("[data-key-of]")) {
    const key = keyOf(element.dataset.keyOf);
    if (key) element.textContent = words(key);
  }
}

export function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !/^(checkbox|radio|button|submit|file)$/.test(target.type || "");
}

export function run(name) {
  const action = actions.get(name);
  if (action) action.run();
}

document.addEventListener("keydown", (event) => {
  if (held || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const open = document.querySelector("dialog[open]");
  if (isTyping(event.target) || open) return;
  const found = all().find((action) => action.key === event.key || (action.also || []).includes(event.key));
  if (!found) return;
  if (event.repeat && !found.repeats) return;
  event.preventDefault();
  found.run();
});

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-do]") : null;
  if (!button || button.disabled) return;
  const action = actions.get(button.dataset.do);
  if (!action) return;
  event.preventDefault();
  action.run();
});
