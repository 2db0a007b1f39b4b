"use strict";
/* Runs before the page is painted: takes the reader's choice of light or dark, and says that scripts work. */
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const chosen = window.localStorage.getItem("foedera.theme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch {
    // a browser that keeps nothing follows the system
  }
})();
