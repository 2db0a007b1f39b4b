/* Building pages: everything that is data goes in as text, never as markup. */

/** Return an element with attributes and children; strings become text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (/^on|^style$|^srcdoc$/i.test(key)) throw new Error(`${key} is not for data`);
    if (/^(href|src|action|formaction)$/i.test(key) && !/^[/#?]/.test(value)) throw new Error(`${value} is no address of this page`);
    made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Say something at the foot of the page; `act` is a button: { words, run }. */
export function toast(words, { kind = "", act = null, stay = 6000 } = {}) {
  const region = document.getElementById("toasts");
  const note = element("div", { class: `toast ${kind}` }, element("span", {}, words));
  if (act) {
    const button = element("button", { type: "button", class: "button small" }, act.words);
    button.addEventListener("click", () => { note.remove(); act.run(); });
    note.append(button);
  }
  region.append(note);
  while (region.children.length > 3) region.firstElementChild.remove();
  if (stay) window.setTimeout(() => note.remove(), stay);
  return note;
}

/** Ask the server; answers carry { ok, status, data }. Never throws: a broken connection is an answer with status 0. */
export async function ask(address, { method = "GET", body = null } = {}) {
  const options = { method, headers: { Accept: "application/json" }, credentials: "same-origin" };
  if (body !== null) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  try {
    const answer = await window.fetch(address, options);
    const data = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : await answer.text();
    return { ok: answer.ok, status: answer.status, data };
  } catch (error) {
    return { ok: false, status: 0, data: { message: `The server does not answer (${error.message}). Is foedera serve still running?` } };
  }
}
