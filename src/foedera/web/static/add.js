/* Adding reports by drop, paste or file chooser: how far it is, and what became of each. */
import { ask, element, toast } from "./dom.js";
import { isTyping } from "./keys.js";

const form = document.getElementById("add-form");
const chooser = document.getElementById("files");
const fault = document.getElementById("fault");
const cover = document.getElementById("cover");
const jobs = document.getElementById("jobs");
const most = Number(document.getElementById("adding").dataset.most);
const MOST_FILES = 5000;
const SHOWN = 500;

const SIGNS = { new: ["+", "added"], version: ["+", "added, a newer version of a page that was here"], same: ["=", "was here already"], failed: ["✕", "failed"] };
const tell = (words) => { document.getElementById("told").textContent = words; };
const plural = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

// --- sending ---------------------------------------------------------------------------------------------------------

/** Split files into requests that the server takes. */
function batches(files) {
  const found = [[]];
  let size = 0;
  for (const file of files) {
    if (found[found.length - 1].length && size + file.size > most * 0.9) {
      found.push([]);
      size = 0;
    }
    found[found.length - 1].push(file);
    size += file.size + 1024;
  }
  return found.filter((batch) => batch.length);
}

function send(files, text = "") {
  fault.textContent = "";
  const large = files.filter((file) => file.size > most * 0.9);
  if (large.length) fault.textContent = `${large.map((file) => file.name).join(", ")}: too large for the page; use foedera add.`;
  const fitting = files.filter((file) => file.size <= most * 0.9).slice(0, MOST_FILES);
  if (files.length > MOST_FILES) fault.textContent = `Only the first ${MOST_FILES} files are taken at a time; for more, use foedera add.`;
  if (text.trim()) post([], text);
  for (const batch of batches(fitting)) post(batch, "");
}

function post(files, text) {
  const body = new FormData();
  for (const file of files) body.append("files", file, file.name);
  if (text) body.append("text", text);
  for (const name of ["published", "publisher"]) if (form.elements[name].value.trim()) body.append(name, form.elements[name].value.trim());
  const card = element("article", { class: "job card" });
  jobs.prepend(card);
  const what = text ? "a pasted text" : plural(files.length, "file");
  draw(card, { state: "sending", done: 0, total: 0, sent: 0, outcomes: [] }, what);
  const request = new XMLHttpRequest();
  request.open("POST", "/api/reports");
  request.responseType = "json";
  request.upload.onprogress = (event) => draw(card, { state: "sending", sent: event.lengthComputable ? event.loaded / event.total : 0, done: 0, total: 0, outcomes: [] }, what);
  request.onload = () => {
    if (request.status === 202) {
      if (text) form.elements.text.value = "";
      follow(card, request.response);
    } else refuse(card, request.response?.detail || `the server answers ${request.status}`);
  };
  request.onerror = () => refuse(card, "the server does not answer. Is foedera serve still running?");
  request.send(body);
}

function refuse(card, why) {
  card.remove();
  fault.textContent = `Not taken: ${why}`;
  fault.scrollIntoView({ block: "nearest" });
}

// --- how far it is -----------------------------------------------------------------------------------------------------

function follow(card, job) {
  card.dataset.job = job.id;
  draw(card, job);
  if (job.state === "done" || job.state === "failed") return over(job);
  const source = new EventSource(`/api/jobs/${encodeURIComponent(job.id)}/events`);
  source.onmessage = (event) => {
    const now = JSON.parse(event.data);
    draw(card, now);
    if (now.state === "done" || now.state === "failed") {
      source.close();
      over(now);
    }
  };
  source.onerror = async () => {
    if (source.readyState !== EventSource.CLOSED) return; // it connects again by itself
    const answer = await ask(`/api/jobs/${encodeURIComponent(job.id)}`);
    if (answer.ok) draw(card, answer.data);
    else toast("The server no longer knows how this went; the list of reports does.", { kind: "error" });
  };
  return null;
}

function over(job) {
  const failed = job.outcomes.filter((each) => each.kind === "failed").length;
  tell(`${plural(job.done, "input")} done${failed ? `, ${failed} failed` : ""}.`);
}

const STATES = { sending: "Sending", waiting: "Waiting for its turn", reading: "Reading", merging: "Merging with what is known", done: "Done", failed: "Broken off" };

function draw(card, job, what = "") {
  const claims = job.outcomes.reduce((sum, each) => sum + (each.claims || 0), 0);
  const counts = Object.keys(SIGNS).map((kind) => [kind, job.outcomes.filter((each) => each.kind === kind).length]).filter(([, n]) => n);
  const told = counts.map(([kind, n]) => `${n} ${kind === "same" ? "known already" : kind === "version" ? plural(n, "newer version").replace(/^\S+ /, "") : kind}`).join(", ");
  const head = element("h2", {}, `${STATES[job.state] || job.state}${what ? `: ${what}` : job.total ? `: ${job.done} of ${job.total}` : ""}`);
  const over = job.state === "done" || job.state === "failed";
  const share = job.state === "sending" ? job.sent : job.state === "merging" ? job.merged : job.total ? job.done / job.total : null;
  const bar = over ? null : element("progress", { max: "1", "aria-label": STATES[job.state], ...(share === null ? {} : { value: String(share) }) });
  const foot = job.outcomes.length ? element("p", { class: "muted small" }, `${told}; ${plural(claims, "claim")}`) : null;
  const list = element("ul", { class: "outcomes" }, ...job.outcomes.slice(-SHOWN).reverse().map(outcome));
  const more = job.outcomes.length > SHOWN ? element("p", { class: "muted small" }, `The last ${SHOWN} are shown.`) : null;
  const problem = job.problem ? element("p", { class: "fault" }, job.problem) : null;
  const on = over && claims ? element("p", { class: "row" }, element("a", { class: "button small primary", href: "/queue" }, "To the queue"), element("a", { class: "button small", href: "/events" }, "See the events")) : null;
  card.replaceChildren(...[head, bar, problem, foot, on, job.outcomes.length ? list : null, more].filter(Boolean));
}

function outcome(each) {
  const [sign, words] = SIGNS[each.kind] || ["?", each.kind];
  const name = each.report ? element("a", { href: `/reports/${encodeURIComponent(each.report)}` }, each.source) : each.source;
  const why = (each.problems || []).map((problem) => element("span", { class: "why" }, `${problem.code}: ${problem.message}`));
  return element("li", { class: SIGNS[each.kind] ? each.kind : "" },
    element("span", { class: "sign", "aria-hidden": "true" }, sign),
    element("span", { class: "name", dir: "auto" }, name),
    element("span", { class: "muted" }, each.kind === "new" || each.kind === "version" ? plural(each.claims, "claim") : words),
    each.kind === "version" ? element("span", { class: "muted small" }) : null, ...why);
}

// --- what comes in ---------------------------------------------------------------------------------------------------

/** Return the files of a drop, those in folders too. */
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => (item.webkitGetAsEntry ? item.webkitGetAsEntry() : null)).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  const found = [];
  const walk = async (entry) => {
    if (found.length > MOST_FILES) return;
    if (entry.isFile) found.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
    else {
      const reader = entry.createReader();
      for (;;) {
        const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
        if (!some.length) break;
        for (const each of some) if (!each.name.startsWith(".")) await walk(each);
      }
    }
  };
  for (const entry of entries) await walk(entry).catch(() => { fault.textContent = `${entry.name} could not be read.`; });
  return found;
}

const hasFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].some((type) => type === "Files" || type === "text/plain");
let depth = 0;
document.addEventListener("dragenter", (event) => { if (hasFiles(event)) { depth += 1; cover.hidden = false; event.preventDefault(); } });
document.addEventListener("dragleave", () => { depth = Math.max(0, depth - 1); if (!depth) cover.hidden = true; });
document.addEventListener("dragover", (event) => { if (hasFiles(event)) event.preventDefault(); });
document.addEventListener("drop", async (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  depth = 0;
  cover.hidden = true;
  const text = event.dataTransfer.getData("text/plain");
  const files = await dropped(event.dataTransfer);
  if (files.length) send(files);
  else if (/^\s*https?:\/\/\S+\s*$/i.test(text)) fault.textContent = "The page fetches no addresses: foedera add ADDRESS does.";
  else if (text) paste(text);
});

function paste(text) {
  document.getElementById("paste").open = true;
  form.elements.text.value = text;
  form.elements.text.focus();
}

document.addEventListener("paste", (event) => {
  const files = [...(event.clipboardData?.files || [])];
  if (files.length) {
    event.preventDefault();
    send(files);
  } else if (!isTyping(event.target)) {
    const text = event.clipboardData?.getData("text/html") || event.clipboardData?.getData("text/plain");
    if (text) { event.preventDefault(); paste(text); }
  }
});

chooser.addEventListener("change", () => {
  send([...chooser.files]);
  chooser.value = "";
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = form.elements.text.value;
  if (/^\s*https?:\/\/\S+\s*$/i.test(text)) { fault.textContent = "The page fetches no addresses: foedera add ADDRESS does."; return; }
  if (text.trim()) send([], text);
  else { fault.textContent = "Paste a text first, or choose files."; document.getElementById("paste").open = true; form.elements.text.focus(); }
});

for (const card of jobs.querySelectorAll("[data-job]")) {
  ask(`/api/jobs/${encodeURIComponent(card.dataset.job)}`).then((answer) => { if (answer.ok) follow(card, answer.data); else card.remove(); });
}
