// What this browser alone remembers: ingredients to avoid and products looked at. Nothing of it is sent.
const AVOID = "avoid"; // { ingredient's key: its name }
const RECENT = "recent"; // [{ url, title, picture }], the latest first; "off" where somebody objected
const MOST_STORED = 7;
const MOST_SHOWN = 4;

function read(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise; // storage is closed, or holds something else
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {} // storage is closed or full: nothing is remembered
}

function inWords(names) {
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0];
}

function markAvoided() {
  const avoided = read(AVOID, {});
  for (const note of document.querySelectorAll("[data-contains]")) {
    const keys = note.dataset.contains.split(" ");
    const names = keys.map((key) => avoided[key]).filter(Boolean);
    note.hidden = !names.length;
    note.textContent = names.length ? `Contains ${inWords(names)}, which you avoid` : "";
  }
}

function sayHowMany(form) {
  const count = form.querySelectorAll("[name=avoid]:checked").length;
  form.querySelector("[data-avoid-status]").textContent = count
    ? `${count} ingredient${count === 1 ? "" : "s"} on your list.`
    : "Your list is empty.";
}

function storeChoices(form) {
  const boxes = [...form.querySelectorAll("[name=avoid]:checked")];
  write(AVOID, Object.fromEntries(boxes.map((box) => [box.value, box.dataset.name])));
  if (!form.recent.checked) write(RECENT, "off");
  else if (read(RECENT, []) === "off") write(RECENT, []);
  sayHowMany(form);
}

function attachChoices(form) {
  const avoided = read(AVOID, {});
  for (const box of form.querySelectorAll("[name=avoid]")) box.checked = box.value in avoided;
  form.recent.checked = read(RECENT, []) !== "off";
  form.hidden = false;
  sayHowMany(form);
  form.addEventListener("change", () => storeChoices(form));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const box of form.querySelectorAll("[name=avoid]")) box.checked = false;
    storeChoices(form);
  });
}

// The smallest file of the picture on show: this browser has proved that it reads its type.
function smallPicture() {
  const picture = document.querySelector("[data-gallery] picture");
  const shown = picture?.querySelector("img").currentSrc;
  const sets = [...(picture?.querySelectorAll("source, img") ?? [])].map(({ srcset }) => srcset);
  const types = sets.filter((set) => shown && set.includes(new URL(shown).pathname));
  return types[0]?.trim().split(/\s/)[0] ?? "";
}

function entry({ url, title, picture }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = url;
  const image = document.createElement("img");
  Object.assign(image, { alt: "", width: 72, height: 72, loading: "lazy", src: picture });
  image.addEventListener("error", () => image.remove());
  const words = document.createElement("span");
  words.textContent = title;
  link.append(picture ? image : "", words);
  item.append(link);
  return item;
}

function showRecent(strip) {
  const here = location.pathname;
  const found = read(RECENT, []);
  const others = Array.isArray(found) ? found.filter(({ url }) => url !== here) : [];
  const shown = others.filter(({ url }) => /^\/shop\/[\w-]+\/$/.test(url)).slice(0, MOST_SHOWN);
  strip.querySelector("[data-recent-list]").replaceChildren(...shown.map(entry));
  strip.hidden = !shown.length;
}

function noteSeen() {
  const before = read(RECENT, []);
  const title = document.querySelector("main h1")?.textContent.trim();
  if (!Array.isArray(before) || !title) return;
  const seen = { url: location.pathname, title, picture: smallPicture() };
  const others = before.filter(({ url }) => url !== seen.url);
  write(RECENT, [seen, ...others].slice(0, MOST_STORED));
}

for (const strip of document.querySelectorAll("[data-recent]")) {
  showRecent(strip);
  strip.querySelector("[data-recent-forget]").addEventListener("click", () => {
    write(RECENT, []);
    strip.hidden = true;
  });
  addEventListener("pagehide", noteSeen); // by then the picture has been chosen
}
for (const form of document.querySelectorAll("[data-avoid]")) attachChoices(form);
markAvoided();
addEventListener("pageshow", markAvoided);
addEventListener("basket:changed", markAvoided);
addEventListener("mini-basket:filled", markAvoided);
