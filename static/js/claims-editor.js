// Writes the claims of the saved draft beside their fields in Wagtail's editor; the review page has them too.
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
  return box;
};

const summary = (findings, review) => {
  const open = findings
    .filter((finding) => finding.open)
    .reduce((sum, finding) => sum + finding.count, 0);
  if (!open) return null;
  const box = document.createElement("p");
  box.className = "claims-note claims-note--open";
  box.setAttribute("role", "status");
  box.append(
    `${open === 1 ? "One claim keeps" : `${open} claims keep`} the saved draft from going live. The check knows words, not meaning.`,
  );
  return linked(box, review);
};

const show = async (url) => {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { review, findings } = await answer.json();
  document.querySelectorAll(".claims-note").forEach((old) => old.remove());
  for (const finding of findings) {
    place(finding.path)?.append(note(finding, review));
  }
  const top = summary(findings, review);
  if (top) document.querySelector("form[data-edit-form], #page-edit-form")?.prepend(top);
};

const url = address();
if (url) {
  // Wagtail builds the blocks of a body after the page has loaded.
  addEventListener("load", () => setTimeout(() => show(url), 300));
  document.addEventListener("w-autosave:success", () => show(url));
}
