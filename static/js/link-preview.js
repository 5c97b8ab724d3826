// Beside the words for search engines and shared links: how many characters they have, and how a search
// result and a card would look. Wagtail's editor keeps them under “Promote”.
const FIELDS = {
  seo_title: 60,
  search_description: 155,
  social_title: 70,
  social_description: 110,
};

const field = (name) => document.querySelector(`#page-edit-form [name="${name}"]`);
const value = (...names) => names.map((name) => field(name)?.value.trim()).find(Boolean) ?? "";

const element = (tag, className, ...inside) => {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...inside);
  return made;
};

// As a search engine does it: whole words, then three dots.
const cut = (words, most) =>
  words.length > most ? `${words.slice(0, most).replace(/\s+\S*$/, "")}…` : words;

const counted = (length, most) =>
  length > most
    ? `${length} characters: about ${most} are shown, the rest is cut off.`
    : `${length} of about ${most} characters.`;

function count(name, most) {
  const input = field(name);
  const note = element("p", "link-preview__count");
  note.id = `count-${name}`;
  input.setAttribute(
    "aria-describedby",
    `${input.getAttribute("aria-describedby") ?? ""} ${note.id}`.trim(),
  );
  input.after(note);
  return () => {
    note.textContent = counted(input.value.trim().length, most);
    note.classList.toggle("link-preview__count--long", input.value.trim().length > most);
  };
}

const picture = () =>
  ["social_picture", "cover"]
    .map((name) => document.querySelector(`#id_${name}-chooser:not(.blank) img[src]`)?.src)
    .find(Boolean);

function searchResult() {
  const address = element("p", "link-preview__address");
  const title = element("p", "link-preview__title");
  const words = element("p", "link-preview__words");
  const box = element("div", "link-preview__result", address, title, words);
  const show = () => {
    address.textContent = `${location.host} › guides › ${value("slug")}`;
    title.textContent = cut(value("seo_title", "title"), FIELDS.seo_title);
    words.textContent = cut(value("search_description", "introduction"), FIELDS.search_description);
  };
  return { box, show };
}

function card() {
  const image = element("img", "link-preview__picture");
  image.alt = "";
  const title = element("p", "link-preview__title");
  const words = element("p", "link-preview__words");
  const box = element("div", "link-preview__card", image, title, words);
  const show = () => {
    const source = picture();
    image.hidden = !source;
    if (source && image.src !== source) image.src = source;
    title.textContent = cut(value("social_title", "title"), FIELDS.social_title);
    words.textContent = cut(
      value("social_description", "search_description", "introduction"),
      FIELDS.social_description,
    );
  };
  return { box, show };
}

function begin() {
  if (!Object.keys(FIELDS).every(field)) return;
  const counts = Object.entries(FIELDS).map(([name, most]) => count(name, most));
  const shown = [searchResult(), card()];
  const box = element("section", "link-preview");
  const heading = (words) => element("h3", "link-preview__heading", words);
  box.append(heading("In search results"), shown[0].box, heading("As a shared link"), shown[1].box);
  const panel = field("social_title").closest("section, [data-panel]");
  panel.after(box);
  const draw = () => [...counts, ...shown.map(({ show }) => show)].forEach((show) => show());
  document.querySelector("#page-edit-form").addEventListener("input", draw);
  document.querySelector("#page-edit-form").addEventListener("change", draw);
  draw();
}

addEventListener("load", begin);
