// Writes the claims of the saved draft beside their fields in Wagtail's editor; the review page has them too.
const EDITOR = /^(.*)\/(?:pages\/(\d+)\/edit|snippets\/(\w+)\/(\w+)\/edit\/([^/]+))\//;

const address = () => {
  const [found, root, page, app, model, key] = location.pathname.match(EDITOR) ?? [];
  if (!found) return null;
  return page ? `${root}/claims/of/wagtailcore/page/${page}/` : `${root}/claims/of/${app}/${model}/${key}/`;
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

const note = (finding) => {
  const box = document.createElement("p");
  box.className = `claims-note claims-note--${finding.open ? "open" : "hint"}`;
  const label = document.createElement("strong");
  label.textContent = `${finding.label}: “${finding.hit}”. `;
  box.append(label, `${finding.why}${finding.safer ? ` Safer: ${finding.safer}.` : ""}`);
  return box;
};

const summary = (findings, review) => {
  const open = findings.filter((finding) => finding.open).length;
  if (!open) return null;
  const box = document.createElement("p");
  box.className = "claims-note claims-note--open";
  box.setAttribute("role", "status");
  box.append(`${open === 1 ? "One claim keeps" : `${open} claims keep`} the saved draft from going live.`);
  return linked(box, review);
};

const show = async (url) => {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { review, findings } = await answer.json();
  document.querySelectorAll(".claims-note").forEach((old) => old.remove());
  for (const finding of findings) {
    const box = note(finding);
    place(finding.path)?.append(finding.open ? linked(box, review) : box);
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
