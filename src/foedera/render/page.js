"use strict";
(() => {
  const cards = [...document.querySelectorAll(".claim")];
  const passages = [...document.querySelectorAll(".passage")];
  const named = (passage, name) => (passage.dataset[name] || "").split(" ").filter(Boolean);
  let held = null;

  function show(ids) {
    const wanted = new Set(ids);
    for (const card of cards) card.classList.toggle("on", wanted.has(card.id));
    for (const passage of passages) {
      const value = named(passage, "v").some((id) => wanted.has(id));
      passage.classList.toggle("hot", value && wanted.size === 1);
      passage.classList.toggle("on", value || named(passage, "e").some((id) => wanted.has(id)));
    }
  }
  const rest = () => show(held ? [held] : []);
  const inView = (box) => box.top >= 0 && box.bottom <= window.innerHeight;

  function hold(card, scroll) {
    held = card ? card.id : null;
    rest();
    if (!card || !scroll) return;
    const first = passages.find((p) => named(p, "v").includes(card.id)) || passages.find((p) => named(p, "e").includes(card.id));
    if (first && !inView(first.getBoundingClientRect())) first.scrollIntoView({ block: "center" });
  }

  for (const card of cards) {
    card.addEventListener("mouseenter", () => show([card.id]));
    card.addEventListener("mouseleave", rest);
    card.addEventListener("focus", () => hold(card, true));
    card.addEventListener("click", () => hold(card, true));
  }
  for (const passage of passages) {
    const ids = () => { const own = named(passage, "v"); return own.length ? own : named(passage, "e"); };
    passage.addEventListener("mouseenter", () => show(ids()));
    passage.addEventListener("mouseleave", rest);
    passage.addEventListener("click", () => {
      const card = document.getElementById(ids()[0]);
      if (card) card.focus({ preventScroll: false });
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !cards.length) return;
    if (event.key === "Escape") {
      hold(null, false);
      if (document.activeElement) document.activeElement.blur();
      return;
    }
    if (event.key !== "j" && event.key !== "k") return;
    const at = cards.findIndex((card) => card.id === held);
    const next = event.key === "j" ? at + 1 : at < 0 ? cards.length - 1 : at - 1;
    const card = cards[(next + cards.length) % cards.length];
    card.focus();
    event.preventDefault();
  });
})();
