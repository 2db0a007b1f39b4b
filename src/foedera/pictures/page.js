"use strict";
(() => {
  const { spec, palettes, theme } = JSON.parse(document.getElementById("data").textContent);
  const picture = document.getElementById("picture");
  const tip = document.getElementById("tip");
  const details = document.getElementById("details");
  const table = document.getElementById("table");
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  const rows = [...table.tBodies[0].rows];
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const make = (name, text) => {
    const node = document.createElement(name);
    if (text !== undefined) { node.textContent = text; node.dir = "auto"; }
    return node;
  };
  const cell = (row, head) => { const at = heads.indexOf(head); return at < 0 ? "" : rows[row].cells[at].textContent; };

  // every word in tooltip and details comes from the table: one source, and always text, never markup
  function describe(row, whole) {
    const list = make("dl");
    heads.forEach((head, at) => {
      const from = rows[row].cells[at];
      if (head === "What" || !from.textContent || (head === "Source" && !whole)) return;
      const to = make("dd");
      if (whole) for (const node of from.childNodes) to.append(node.cloneNode(true));
      else { to.textContent = from.textContent; to.dir = "auto"; }
      for (const part of to.querySelectorAll("details")) part.open = true;
      list.append(make("dt", head), to);
    });
    return list;
  }
  const line = (row) => ["When", "What", "Status"].map((head) => cell(row, head)).filter(Boolean).join(" · ");

  function showTip(event, datum) {
    const known = datum && datum.rows ? datum.rows : [];
    if (!datum || (!datum.head && !known.length)) { tip.hidden = true; return; }
    tip.replaceChildren();
    tip.append(make("strong", datum.head || cell(known[0], "What")));
    if (known.length === 1) tip.append(describe(known[0], false));
    else if (known.length) {
      const list = make("ul");
      for (const row of known.slice(0, 8)) list.append(make("li", line(row)));
      if (known.length > 8) list.append(make("li", `and ${known.length - 8} more`));
      tip.append(list);
    }
    tip.hidden = false;
    const { innerWidth: wide, innerHeight: high } = window;
    const box = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(4, Math.min(event.clientX + 14, wide - box.width - 8))}px`;
    const below = event.clientY + 16;
    tip.style.top = `${below + box.height > high ? Math.max(4, event.clientY - box.height - 12) : below}px`;
  }

  function showDetails(datum) {
    const known = datum && datum.rows ? datum.rows : [];
    for (const row of rows) row.classList.remove("on");
    if (!known.length) { details.hidden = true; return; }
    const close = make("button", "×");
    close.type = "button";
    close.className = "close";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", () => showDetails(null));
    details.replaceChildren(close);
    if (datum.head) details.append(make("h2", datum.head));
    for (const row of known.slice(0, 50)) {
      rows[row].classList.add("on");
      const part = make("article");
      if (heads.includes("What")) part.append(make("h2", cell(row, "What")));
      part.append(describe(row, true));
      details.append(part);
    }
    if (known.length > 50) details.append(make("p", `${known.length - 50} more are in the table below.`));
    details.hidden = false;
  }

  rows.forEach((row, at) => row.addEventListener("click", (event) => {
    if (heads.includes("Source") && !event.target.closest("a, summary")) showDetails({ rows: [at] });
  }));

  const find = document.getElementById("find");
  find.closest("p").hidden = rows.length < 12;
  const folded = new Map();
  find.addEventListener("input", () => {
    const wanted = find.value.toLowerCase();
    let count = 0;
    for (const row of rows) {
      if (!folded.has(row)) folded.set(row, row.textContent.toLowerCase());
      row.hidden = !folded.get(row).includes(wanted);
      if (!row.hidden) count += 1;
    }
    document.getElementById("found").textContent = wanted ? `${count} of ${rows.length}` : "";
  });

  if (!spec) { document.documentElement.dataset.ready = "yes"; return; }
  const options = {
    mode: "vega", actions: false, ast: true, renderer: "svg", defaultStyle: false, hover: false,
    tooltip: (_handler, event, _item, value) => showTip(event, value),
  };
  window.vegaEmbed(picture, spec, options).then(({ view }) => {
    const paint = (name) => {
      for (const [key, colour] of Object.entries(palettes[name])) view.signal(`c_${key}`, colour);
      return view.runAsync();
    };
    const own = () => paint(theme !== "auto" ? theme : dark.matches ? "dark" : "light");
    dark.addEventListener("change", own);
    window.addEventListener("beforeprint", () => { for (const [k, v] of Object.entries(palettes.light)) view.signal(`c_${k}`, v); view.run(); });
    window.addEventListener("afterprint", own);
    view.addEventListener("click", (_event, item) => { if (item && item.datum && item.datum.rows) showDetails(item.datum); });
    let steps = 0;
    const step = (kind) => { steps += 1; view.signal("step", { kind, steps }).runAsync(); };
    for (const button of document.querySelectorAll("[data-step]")) {
      button.addEventListener("click", () => step(button.dataset.step));
    }
    const keys = { "+": "in", "=": "in", "-": "out", ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down", 0: "reset" };
    const moves = document.querySelector(".controls") !== null;
    picture.addEventListener("keydown", (event) => {
      if (event.key === "Escape") showDetails(null);
      if (!moves || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
      step(keys[event.key]);
      event.preventDefault();
    });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") tip.hidden = true; });
    picture.addEventListener("pointerleave", () => { tip.hidden = true; });
    return own().then(() => { document.documentElement.dataset.ready = "yes"; });
  }).catch((error) => {
    picture.replaceChildren(make("p", `The picture cannot be drawn here (${error && error.message ? error.message : error}); the table has the same content.`));
    document.documentElement.dataset.ready = "failed";
  });
})();
