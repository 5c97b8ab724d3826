// Writes the claims of the saved draft beside their fields in Wagtail's editor; the review page has them too.
import { choose, mark, replace } from "./claims-words.js";

const EDITOR = /^(.*)\/(?:pages\/(\d+)\/edit|snippets\/(\w+)\/(\w+)\/edit\/([^/]+))\//;

const address = () => {
  const [found, root, page, app, model, key] = location.pathname.match(EDITOR) ?? [];
  if (!found) return null;
  return page
    ? `${root}/claims/of/wagtailcore/page/${page}/`
    : `${root}/claims/of/${app}/${model}/${key}/`;
};

const place = (path) => {
  let found = document;
  for (const part of path.split(".")) {
    const next = found.querySelector(`[data-contentpath="${CSS.escape(part)}"]`);
    if (!next) break;
    found = next;
  }
  return found === document ? null : found;
};

const linked = (box, review) => {
  const link = document.createElement("a");
  link.href = review;
  link.textContent = "Review the claims";
  box.append(" ", link);
  return box;
};

const sentence = ({ before, hit, after }) => {
  const item = document.createElement("li");
  const mark = document.createElement("mark");
  mark.textContent = hit;
  item.append(before, mark, after);
  return item;
};

const sentences = (finding) => {
  const list = document.createElement("ul");
  list.append(...finding.sentences.map(sentence));
  if (finding.more) {
    const rest = document.createElement("li");
    rest.textContent = `and ${finding.more} more`;
    list.append(rest);
  }
  return list;
};

// “Use “cares for””: one press puts it in the place of the words, one more place at each press.
const wording = (finding, words, said) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small button-secondary";
  button.textContent = `Use “${words}”`;
  button.addEventListener("click", () => {
    const field = place(finding.path);
    const fitting = finding.sentences.filter((one) => one.suggestions.includes(words));
    const done = fitting.some((one) => field && replace(field, one, words));
    said.textContent = done
      ? "Replaced. It is checked again once the draft is saved."
      : "These words aren’t there any more.";
  });
  return button;
};

// What fits at least one of the sentences; the server knows which.
const suggested = (finding) => new Set(finding.sentences.flatMap((one) => one.suggestions));

const wordings = (finding) => {
  const row = document.createElement("p");
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  for (const words of suggested(finding)) row.append(wording(finding, words, said), " ");
  row.append(said);
  return row;
};

// One note for all that a rule found in a field: “abdomen” ×5, with the sentences.
const note = (finding, review) => {
  const box = document.createElement("div");
  box.className = `claims-note claims-note--${finding.open ? "open" : "hint"}`;
  const label = document.createElement("strong");
  label.textContent = `${finding.label}: ${finding.words}. `;
  const safer = finding.safer ? ` Safer: ${finding.safer.replace(/\.$/, "")}.` : "";
  const text = document.createElement("p");
  text.append(label, `${finding.why}${safer}`);
  if (finding.open) linked(text, review);
  box.append(text, sentences(finding));
  if (suggested(finding).size) box.append(wordings(finding));
  return box;
};

// “eczema” in Body › Text: a link that opens the field with the words chosen.
const leading = (finding) => {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = "#claims-list";
  link.textContent = `${finding.words} in ${finding.place}`;
  link.addEventListener("click", (event) => {
    const field = place(finding.path);
    event.preventDefault();
    if (field) go(field, () => finding.sentences.some((one) => choose(field, one)));
  });
  item.append(link);
  return item;
};

// The open findings in groups: what is not allowed, what needs evidence, what needs a qualifier.
const grouped = (findings) => {
  const list = document.createElement("ul");
  list.id = "claims-list";
  const labels = new Set(findings.map((finding) => finding.label));
  for (const label of labels) {
    const item = document.createElement("li");
    const rows = document.createElement("ul");
    rows.append(...findings.filter((finding) => finding.label === label).map(leading));
    item.append(`${label}:`, rows);
    list.append(item);
  }
  return list;
};

const claims = (findings, review) => {
  const open = findings
    .filter((finding) => finding.open)
    .reduce((sum, finding) => sum + finding.count, 0);
  if (!open) return null;
  const item = document.createElement("li");
  item.append(
    `${open === 1 ? "One claim keeps" : `${open} claims keep`} the saved draft from going live. The check knows words, not meaning.`,
  );
  linked(item, review).append(grouped(findings.filter((finding) => finding.open)));
  return item;
};

const focus = (field) => {
  field.scrollIntoView({ block: "center" });
  const inputs = "input:not([type=hidden]), textarea, select, button, [contenteditable]";
  // Choosers hold buttons that are hidden until something is chosen.
  const shown = [...field.querySelectorAll(inputs)].find((input) => input.offsetParent);
  shown?.focus({ preventScroll: true });
};

const isClosed = (panel) =>
  panel.querySelector("[data-panel-toggle]")?.getAttribute("aria-expanded") === "false";

const unfold = (field) => {
  for (let panel = field.closest("[data-panel]"); panel; ) {
    if (isClosed(panel)) panel.querySelector("[data-panel-toggle]").click();
    panel = panel.parentElement.closest("[data-panel]");
  }
};

// A field in another tab is shown first, which Wagtail does a moment later. `chosen` may choose its words.
const go = (field, chosen = () => false) => {
  unfold(field);
  const panel = field.closest("[role=tabpanel]");
  const tab =
    panel?.hidden && document.querySelector(`[role=tab][href="#${CSS.escape(panel.id)}"]`);
  if (tab) tab.click();
  setTimeout(
    () => {
      focus(field);
      chosen();
    },
    tab ? 100 : 0,
  );
};

const part = ({ path, words }) => {
  const item = document.createElement("li");
  const field = place(path);
  if (!field) {
    item.textContent = words;
    return item;
  }
  field.id ||= `missing-${path}`;
  const link = document.createElement("a");
  link.href = `#${field.id}`;
  link.textContent = words;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go(field);
  });
  item.append(link);
  return item;
};

const list = (title, items) => {
  const heading = document.createElement("strong");
  heading.textContent = title;
  const rows = document.createElement("ul");
  rows.append(...items);
  return [heading, rows];
};

// One list of all that the saved draft still lacks, with links to the fields.
const summary = ({ review, findings, missing, advised }) => {
  const needed = [...missing.map(part), claims(findings, review)].filter(Boolean);
  const better = advised.map(part);
  if (!needed.length && !better.length) return null;
  const box = document.createElement("div");
  box.className = `claims-note claims-note--${needed.length ? "open" : "hint"} claims-note--list`;
  box.setAttribute("role", "status");
  if (needed.length) box.append(...list("Before it can go live:", needed));
  if (better.length) box.append(...list("Better with:", better));
  return box;
};

// The report on a pasted document links to “#missing-introduction”: the field that the draft still lacks.
const follow = () => {
  const [, path] = location.hash.match(/^#missing-(.+)$/) ?? [];
  const field = path && place(path);
  if (field) go(field);
};

let shown = [];
let waiting = 0;

// The editor draws its text anew while somebody types, so the marks are set again a moment later.
const markSoon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const pairs = shown.map((finding) => [place(finding.path), finding]);
    mark(pairs.filter(([field]) => field));
  }, 150);
};

const show = async () => {
  const url = address();
  if (!url) return;
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const found = await answer.json();
  shown = found.findings;
  markSoon();
  document.querySelectorAll(".claims-note").forEach((old) => old.remove());
  for (const finding of found.findings) {
    place(finding.path)?.append(note(finding, found.review));
  }
  const top = summary(found);
  if (top) document.querySelector("form[data-edit-form], #page-edit-form")?.prepend(top);
};

// Wagtail builds the blocks of a body after the page has loaded.
addEventListener("load", () => setTimeout(() => show().then(follow), 300));
// Saving a new page by itself changes the address of the editor, so it is asked for each time.
document.addEventListener("w-autosave:success", show);
document.addEventListener("input", markSoon);
