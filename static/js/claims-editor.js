// Writes the claims of the saved draft beside their fields in Wagtail's editor; the review page has them too.
const match = location.pathname.match(/\/pages\/(\d+)\/edit\//);
const holder = document.querySelector("[data-claims-url]");

const place = (path) => {
  let found = document;
  for (const part of path.split(".")) {
    const next = found.querySelector(`[data-contentpath="${CSS.escape(part)}"]`);
    if (!next) break;
    found = next;
  }
  return found === document ? null : found;
};

const note = (finding, review) => {
  const box = document.createElement("p");
  box.className = `claims-note claims-note--${finding.open ? "open" : "hint"}`;
  const label = document.createElement("strong");
  label.textContent = `${finding.label}: “${finding.hit}”. `;
  box.append(label, `${finding.why}${finding.safer ? ` Safer: ${finding.safer}.` : ""} `);
  const link = document.createElement("a");
  link.href = review;
  link.textContent = "Review";
  box.append(link);
  return box;
};

const show = async (url) => {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { review, findings } = await answer.json();
  document.querySelectorAll(".claims-note").forEach((old) => old.remove());
  for (const finding of findings) place(finding.path)?.append(note(finding, review));
};

const start = () => {
  const link = [...document.querySelectorAll('a[href*="/claims/"]')].find((a) =>
    /\/claims\/\d+\/[^/]+\/$/.test(a.getAttribute("href")),
  );
  if (!link || !(match || holder)) return;
  const url = `${link.getAttribute("href")}findings/`;
  show(url);
  document.addEventListener("w-autosave:success", () => show(url));
};
window.addEventListener("load", () => setTimeout(start, 300));
