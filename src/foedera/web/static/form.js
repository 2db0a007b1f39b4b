/* A claim as a form: every value with its field, the words that print it, and where these stand in the text. */
import { element } from "./dom.js";
import { bring, point } from "./highlight.js";
import { selected } from "./select.js";

const TIME = /^(\d{4}(-\d{2}(-\d{2})?)?[~?%]?|\.\.)(\/(\d{4}(-\d{2}(-\d{2})?)?[~?%]?|\.\.))?$/;
let count = 0;

function options(pairs, chosen) {
  const all = pairs.map(([value, words]) => element("option", { value, selected: value === chosen }, words));
  if (chosen && !pairs.some(([value]) => value === chosen)) all.push(element("option", { value: chosen, selected: true }, chosen));
  return all;
}

function input(label, value, attributes = {}) {
  return element("label", { class: `field ${attributes.class || ""}` }, element("span", {}, label), element("input", { type: "text", value: value ?? "", autocomplete: "off", ...attributes, class: null }));
}

function select(label, pairs, chosen, name) {
  return element("label", { class: "field" }, element("span", {}, label), element("select", { name }, ...options(pairs, chosen)));
}

/** How a value of each kind is filled in, and what it is then; `read` returns undefined where nothing is filled in. */
const SHAPES = {
  text: {
    build: (value) => [input("value", typeof value === "object" ? "" : value, { name: "text", class: "wide" })],
    read: (part) => part("text") || undefined,
  },
  time: {
    build: (value) => [input("time (EDTF: 2025-07-19, 2025-07~, 2025-07-19/2025-07-28)", value, { name: "text", class: "wide", inputmode: "numeric" })],
    read: (part) => part("text") || undefined,
    wrong: (value) => (TIME.test(value) ? "" : "a time is written as 2025, 2025-07, 2025-07-19, 2025~ or two of these with a slash"),
  },
  flag: {
    build: (value) => [select("value", [["true", "yes"], ["false", "no"]], String(value ?? true), "text")],
    read: (part) => part("text") === "true",
  },
  choice: {
    build: (value, rule) => [select("value", rule.values.map((each) => [each, each]), value, "text")],
    read: (part) => part("text") || undefined,
  },
  actor: {
    build: (value = {}, _rule, rules) => [
      input("name", value.name, { name: "name", class: "wide" }),
      select("kind", rules.kinds.map((each) => [each, each]), value.kind || "state", "kind"),
      select("country", [["", "–"], ...rules.countries], value.country || "", "country"),
      input("organisation", value.org, { name: "org", placeholder: "NATO" }),
    ],
    read: (part) => (part("name") ? known({ name: part("name"), kind: part("kind"), country: part("country"), org: part("org") }) : undefined),
  },
  place: {
    build: (value = {}, _rule, rules) => [
      input("name", value.name, { name: "name", class: "wide" }),
      select("country", [["", "–"], ...rules.countries], value.country || "", "country"),
      input("latitude", value.lat, { name: "lat", inputmode: "decimal" }),
      input("longitude", value.lon, { name: "lon", inputmode: "decimal" }),
    ],
    read: (part) => (part("name") ? known({ name: part("name"), country: part("country"), lat: number(part("lat")), lon: number(part("lon")) }) : undefined),
    wrong: (value) => (bad(value.lat, 90) || bad(value.lon, 180) ? "a latitude lies between -90 and 90, a longitude between -180 and 180" : ""),
  },
  quantity: {
    build: (value, _rule, rules) => {
      const plain = value && typeof value === "object" ? value : { n: value };
      return [
        select("about", [["", "exactly"], ...rules.qualifiers.map((each) => [each, each])], plain.qual || "", "qual"),
        input("number", plain.n, { name: "n", inputmode: "decimal" }),
        input("unit", plain.unit, { name: "unit" }),
        input("currency", plain.currency, { name: "currency", placeholder: "EUR", maxlength: "3" }),
        input("whose (code)", plain.of, { name: "of", placeholder: "KHM" }),
      ];
    },
    read: (part) => (part("n") === "" ? undefined : known({ n: number(part("n")), qual: part("qual"), of: part("of"), unit: part("unit"), currency: part("currency").toUpperCase() })),
    wrong: (value) => (!Number.isFinite(value.n) || value.n < 0 ? "a number is written in digits: 3500, 2.5" : ""),
  },
};

function known(value) {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== "" && each !== undefined));
}

function number(words) {
  const plain = words.replace(/[\s,](?=\d{3}\b)/g, "").trim();
  return plain === "" ? undefined : Number(plain);
}

const bad = (value, most) => value !== undefined && !(Math.abs(value) <= most);

const short = (field) => field.slice(field.indexOf(":") + 1);

/** Return the sentences that a stretch lies in; itself where it lies in none. */
function sentencesOf(sentences, start, end) {
  const found = sentences.filter(([from, to]) => from < Math.max(end, start + 1) && to > start);
  return found.length ? found : [[start, end]];
}

/** Return the evidence that cells rest on: the sentences they stand in, each with the fields it supports. */
export function evidenceOf(cells, triggers, sentences, before) {
  const spans = new Map();
  const put = (start, end, field) => {
    const key = `${start}-${end}`;
    if (!spans.has(key)) spans.set(key, { start, end, fields: new Set() });
    if (field) spans.get(key).fields.add(field);
  };
  const fields = new Set(cells.map((cell) => short(cell.field)));
  for (const each of before) {
    // What is said of no field of ours ("status") stays as it was read.
    const kept = each.fields.filter((field) => !fields.has(field) && ["status", "type", "undisclosed"].includes(field));
    for (const field of kept) put(each.start, each.end, field);
  }
  for (const cell of cells) {
    const old = before.find((each) => each.start <= cell.start && cell.end <= each.end);
    const stretches = old ? [[old.start, old.end]] : sentencesOf(sentences, cell.start, cell.end);
    for (const [start, end] of stretches) put(start, end, short(cell.field));
  }
  for (const span of triggers) {
    const old = before.find((each) => each.start <= span.start && span.end <= each.end);
    for (const [start, end] of old ? [[old.start, old.end]] : sentencesOf(sentences, span.start, span.end)) put(start, end, "");
  }
  return [...spans.values()].sort((a, b) => a.start - b.start || a.end - b.end).map((each) => ({ start: each.start, end: each.end, fields: [...each.fields] }));
}

/** Return a form for a claim of the contract in `host`; `save(claim)` is called with the changed claim. */
export class ClaimForm {
  constructor(host, { claim, rules, sheet, sentences, isNew, save, cancel }) {
    Object.assign(this, { host, claim, rules, sheet, sentences, isNew, save, cancel });
    this.rows = [];
    this.draw();
    this.dirty = false;
  }

  get type() {
    return this.rules.types[this.typeSelect.value];
  }

  draw() {
    const types = Object.keys(this.rules.types).map((id) => [id, id]);
    if (this.isNew && !this.claim.type) types.unshift(["", "choose …"]);
    this.typeSelect = element("select", { required: true, "aria-label": "Type" }, ...options(types, this.claim.type || ""));
    this.statusSelect = element("select", { "aria-label": "Status" }, ...options(this.rules.statuses.map((each) => [each, each]), this.claim.status));
    this.help = element("p", { class: "muted small" });
    this.list = element("div", { class: "cells" });
    this.undisclosed = element("textarea", { rows: "2", placeholder: "participant:CHN:unit" });
    this.undisclosed.value = (this.claim.undisclosed || []).join("\n");
    this.fault = element("p", { class: "fault", role: "alert" });
    this.adder = element("select", { "aria-label": "Field to add" });
    this.form = element("form", { class: "claim-form", novalidate: true },
      element("h3", {}, this.isNew ? "New claim" : "Edit this claim"),
      element("div", { class: "fields compact choices" },
        element("label", { class: "field" }, element("span", {}, "type"), this.typeSelect),
        element("label", { class: "field" }, element("span", {}, "status"), this.statusSelect)),
      this.help, this.list, this.addLine(),
      element("label", { class: "field" }, element("span", {}, "expressly not disclosed, one a line: field:country:what"), this.undisclosed),
      this.fault, this.buttons());
    this.typeSelect.addEventListener("change", () => this.retype());
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    this.form.addEventListener("keydown", (event) => this.press(event));
    this.form.addEventListener("input", () => { this.dirty = true; });
    this.host.replaceChildren(this.form);
    this.host.hidden = false;
    for (const cell of this.claim.cells) this.add(cell);
    this.retype();
    this.typeSelect.focus();
  }

  buttons() {
    const cancel = element("button", { type: "button", class: "button" }, "Cancel ", element("kbd", { "aria-hidden": "true" }, "Esc"));
    cancel.addEventListener("click", () => this.cancel());
    const save = element("button", { type: "submit", class: "button primary" }, "Save ", element("kbd", { "aria-hidden": "true" }, "Ctrl ⏎"));
    return element("div", { class: "row form-foot" }, save, cancel);
  }

  addLine() {
    const button = element("button", { type: "button", class: "button small" }, "Add value");
    button.addEventListener("click", () => {
      const field = this.adder.value;
      if (!field) return;
      const found = selected();
      const here = found && found.sheet === this.sheet ? { start: found.start, end: found.end, printed: found.words } : this.fallback();
      this.add({ field, value: undefined, score: 1, ...here }, true);
    });
    return element("div", { class: "row add-line" }, this.adder, button);
  }

  /** Where a value stands that nobody pointed out yet: nowhere, until words are selected for it. */
  fallback() {
    return { start: null, end: null, printed: "" };
  }

  retype() {
    const type = this.type;
    this.help.textContent = type ? type.definition : "";
    const fields = type ? type.fields : [];
    this.adder.replaceChildren(...fields.map((rule) => element("option", { value: rule.field, title: rule.help }, rule.words)));
    for (const row of this.rows) row.strange.hidden = !type || fields.some((rule) => rule.field === row.cell.field);
  }

  rule(field) {
    const found = this.type && this.type.fields.find((rule) => rule.field === field);
    if (found) return found;
    const kind = field.startsWith("role:") || field === "said_by" ? "actor" : field === "where" ? "place" : field === "when" ? "time" : "text";
    return { field, kind, words: short(field).replaceAll("_", " ") };
  }

  /** Return how a value is filled in; one of another shape than its field's keeps its own. */
  shape(cell, rule) {
    const value = cell.value;
    if (value === undefined) return rule.kind;
    if (typeof value === "boolean") return "flag";
    if (typeof value !== "object") return rule.kind === "choice" && !rule.values.includes(value) ? "text" : ["actor", "place", "quantity", "flag"].includes(rule.kind) ? "text" : rule.kind;
    return "n" in value || "qual" in value ? "quantity" : cell.field === "where" ? "place" : "actor";
  }

  add(cell, focus = false) {
    const rule = this.rule(cell.field);
    const kind = this.shape(cell, rule);
    const id = `cell-${(count += 1)}`;
    const row = { cell: { ...cell }, kind, rule };
    row.body = element("div", { class: "fields compact" }, ...SHAPES[kind].build(cell.value, rule, this.rules));
    row.where = element("span", { class: "printed", dir: "auto" });
    row.strange = element("p", { class: "fault", hidden: true }, "This type has no such field; the value goes when you take it out.");
    row.fault = element("p", { class: "fault", id: `${id}-fault`, hidden: true });
    const show = element("button", { type: "button", class: "button quiet small" }, "Show");
    show.addEventListener("click", () => this.show(row));
    const take = element("button", { type: "button", class: "button quiet small", title: "The words that are selected in the text become its evidence" }, "Take selected words");
    take.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
    take.addEventListener("click", () => this.take(row));
    const out = element("button", { type: "button", class: "button quiet small danger", "aria-label": `Take out this value of ${rule.words}` }, "Take out");
    out.addEventListener("click", () => { this.rows = this.rows.filter((each) => each !== row); row.node.remove(); this.dirty = true; this.adder.focus(); });
    row.node = element("fieldset", { class: "cell", "aria-describedby": `${id}-fault` },
      element("legend", {}, rule.words), row.body, row.strange, row.fault,
      element("div", { class: "cell-evidence" }, row.where, element("span", { class: "row" }, show, take, out)));
    row.node.addEventListener("focusin", () => point(this.sheet, row.cell.start === null ? [] : [[row.cell.start, row.cell.end]]));
    this.rows.push(row);
    this.list.append(row.node);
    this.tell(row);
    if (focus) row.node.querySelector("input, select").focus();
    return row;
  }

  tell(row) {
    row.where.textContent = row.cell.start === null ? "no words chosen yet" : `“${row.cell.printed}”`;
    row.where.classList.toggle("none", row.cell.start === null);
  }

  show(row) {
    if (row.cell.start === null) return;
    const node = point(this.sheet, [[row.cell.start, row.cell.end]]);
    if (node) bring(this.sheet, node, { smooth: true });
  }

  take(row) {
    const found = selected();
    if (!found || found.sheet !== this.sheet) {
      this.say(row, "Select words in the text first (with the pointer, or with the key for picking words).");
      return;
    }
    Object.assign(row.cell, { start: found.start, end: found.end, printed: found.words, score: 1 });
    this.dirty = true;
    row.fault.hidden = true;
    this.tell(row);
    const name = row.body.querySelector("input[name=name], input[name=text]");
    if (name && !name.value) name.value = found.words;
    point(this.sheet, [[found.start, found.end]]);
  }

  /** Give words that were selected in the text to a field: to its value that has none, or as a new value. */
  give(field, found) {
    const waiting = this.rows.find((row) => row.cell.field === field && row.cell.start === null);
    const row = waiting || this.add({ field, value: undefined, score: 1, start: found.start, end: found.end, printed: found.words });
    Object.assign(row.cell, { start: found.start, end: found.end, printed: found.words });
    this.dirty = true;
    this.tell(row);
    const name = row.body.querySelector("input[name=name], input[name=text]");
    if (name && !name.value) name.value = found.words;
    row.node.scrollIntoView({ block: "nearest" });
    row.node.querySelector("input, select").focus();
  }

  say(row, words) {
    row.fault.textContent = words;
    row.fault.hidden = !words;
    for (const node of row.body.querySelectorAll("input, select")) node.toggleAttribute("aria-invalid", Boolean(words));
  }

  press(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.cancel();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.submit();
    }
  }

  /** Return the value of a row, saying what is wrong with it if anything is. */
  read(row) {
    const part = (name) => {
      const node = row.body.querySelector(`[name="${name}"]`);
      return node ? node.value.trim() : "";
    };
    const value = SHAPES[row.kind].read(part);
    let wrong = value === undefined ? "Fill this in, or take it out." : "";
    if (!wrong && SHAPES[row.kind].wrong) wrong = SHAPES[row.kind].wrong(value);
    if (!wrong && row.cell.start === null) wrong = "Which words say so? Select them in the text, then “Take selected words”.";
    this.say(row, wrong);
    return wrong ? undefined : value;
  }

  /** Return the claim as it is filled in; null where something is wrong. */
  result() {
    const cells = [];
    let broken = null;
    for (const row of this.rows) {
      const value = this.read(row);
      if (value === undefined) broken = broken || row;
      else cells.push({ field: row.cell.field, value, printed: row.cell.printed, start: row.cell.start, end: row.cell.end, score: row.cell.score ?? 1 });
    }
    const type = this.typeSelect.value;
    this.fault.textContent = !type ? "Choose a type." : broken ? "Something is not filled in; it is marked above." : !cells.length ? "A claim needs at least one value with its words." : "";
    if (!type || broken || !cells.length) {
      const target = !type ? this.typeSelect : broken ? broken.node.querySelector("input, select") : this.adder;
      target.focus();
      return null;
    }
    const triggers = this.claim.triggers || [];
    const undisclosed = this.undisclosed.value.split("\n").map((line) => line.trim()).filter(Boolean);
    return { // the plain forms of its values follow from its cells
      id: this.claim.id || "", confidence: this.claim.confidence ?? 1, said_by: [], roles: {}, fields: {}, type, status: this.statusSelect.value, cells, triggers, undisclosed,
      evidence: evidenceOf(cells, triggers, this.sentences, this.claim.evidence || []),
    };
  }

  submit() {
    const claim = this.result();
    if (claim) this.save(claim);
  }
}

/** Return an empty claim that begins with some words of the text. */
export function blank(found) {
  return { id: "", type: "", status: "occurred", confidence: 1, cells: [], evidence: [], undisclosed: [], triggers: [{ start: found.start, end: found.end }] };
}
