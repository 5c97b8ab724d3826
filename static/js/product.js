// A product's page: pictures that follow the size, thumbnails, the enlarged picture, and the bar on phones.
// Without script thumbnails are links to the pictures, pictures are links to large files, and `?size=` chooses.

const strip = document.querySelector("[data-gallery-pictures]");
const sizes = [...document.querySelectorAll("input[name=variant]")];

function show(picture) {
  strip.scrollTo({ left: picture.offsetLeft - strip.firstElementChild.offsetLeft });
}

function markCurrent(id) {
  for (const link of document.querySelectorAll(".gallery__thumbnails a")) {
    if (link.hash === `#${id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function attachGallery(gallery) {
  gallery.addEventListener("click", (event) => {
    const thumbnail = event.target.closest(".gallery__thumbnails a");
    const large = event.target.closest("[data-zoom]");
    if (!thumbnail && !large) return;
    event.preventDefault();
    if (thumbnail) show(document.getElementById(thumbnail.hash.slice(1)));
    else zoom(large);
  });
  const seen = new IntersectionObserver(
    (entries) => {
      for (const one of entries) if (one.isIntersecting) markCurrent(one.target.id);
    },
    { root: strip, threshold: 0.6 },
  );
  for (const picture of strip.children) seen.observe(picture);
}

function followSize(size) {
  const own = document.querySelectorAll(`.gallery [data-size="${size}"]`);
  if (!own.length) return;
  for (const one of document.querySelectorAll(".gallery [data-size]")) {
    one.hidden = one.dataset.size !== size;
  }
  for (const one of own) one.parentElement.prepend(one);
  show(strip.firstElementChild);
  markCurrent(strip.firstElementChild.id);
}

function zoom(link) {
  const dialog = document.createElement("dialog");
  dialog.className = "zoom";
  dialog.setAttribute("aria-label", "Enlarged picture");
  const picture = link.querySelector("img");
  const large = new Image(1800, 1800);
  large.src = link.href;
  large.alt = picture.alt;
  const toggle = button("zoom__picture", () => {
    toggle.setAttribute("aria-pressed", String(toggle.getAttribute("aria-pressed") !== "true"));
  });
  toggle.setAttribute("aria-pressed", "false");
  toggle.append(large, hiddenText("Larger"));
  const close = button("zoom__close button button--quiet", () => dialog.close());
  close.textContent = "Close";
  const frame = document.createElement("div");
  frame.className = "zoom__frame";
  frame.append(toggle);
  dialog.append(close, frame);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function button(className, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.addEventListener("click", action);
  return made;
}

function hiddenText(text) {
  const made = document.createElement("span");
  made.className = "visually-hidden";
  made.textContent = text;
  return made;
}

// The bar stands at the screen's lower edge once the form's own button has been scrolled out of sight.
function attachBar(bar, main) {
  const choice = bar.querySelector("select");
  const sayWas = () => {
    bar.querySelector("[data-bar-was]").textContent = choice.selectedOptions[0]?.dataset.was ?? "";
  };
  if (choice) sayWas();
  choice?.addEventListener("change", () => {
    const size = sizes.find((one) => one.value === choice.value);
    size.checked = true;
    size.dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("change", ({ target }) => {
    if (!choice || target.name !== "variant") return;
    choice.value = target.value;
    sayWas();
  });
  // What is still below the screen counts as in sight, so that a jump past the button is noticed, too.
  new IntersectionObserver(
    (entries) => {
      bar.hidden = entries.at(-1).isIntersecting;
    },
    { rootMargin: "0px 0px 100000px 0px" },
  ).observe(main);
}

const gallery = document.querySelector("[data-gallery]");
if (gallery) attachGallery(gallery);
document.addEventListener("change", ({ target }) => {
  if (strip && target.name === "variant") followSize(target.value);
});
const bar = document.querySelector("[data-buy-bar]");
const main = document.querySelector("[data-buy-button]");
if (bar && main) attachBar(bar, main);
