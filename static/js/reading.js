// Reading a guide: which section is on screen, where one left off, passing it on, and listening.
const article = document.querySelector(".guide");
const body = article.querySelector(".guide__body");
const headings = [...body.querySelectorAll("h2[id]")];
const UPPER = 0.4; // of the screen's height
const PLACE = `guides:place:${location.pathname}`;

function kept(value) {
  try {
    if (value === undefined) return localStorage.getItem(PLACE);
    return value ? localStorage.setItem(PLACE, value) : localStorage.removeItem(PLACE);
  } catch {
    return null; // not allowed: then nothing is kept
  }
}

// The contents name the section that is read: the last one whose heading has come into the upper part of the
// screen, upwards and downwards. The end of the guide forgets the place.
function follow() {
  const foot = article.querySelector(".guide__foot");
  const links = [...document.querySelectorAll(".contents a")];
  const isPast = (element) => element.getBoundingClientRect().top < innerHeight * UPPER;
  const show = () => {
    const here = headings.findLast(isPast);
    for (const link of links) {
      if (link.hash.slice(1) === here?.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (isPast(foot)) kept(null);
    else if (here) kept(here.id);
  };
  const watcher = new IntersectionObserver(show, {
    rootMargin: `0px 0px ${(UPPER - 1) * 100}% 0px`,
  });
  for (const target of [...headings, foot]) watcher.observe(target);
}

function offerPlace(tools) {
  const heading = document.getElementById(kept() ?? "");
  if (location.hash || !heading || heading === headings[0]) return;
  const link = tools.querySelector("[data-place]");
  link.href = `#${heading.id}`;
  link.textContent = `Go on at “${heading.textContent}”`;
  link.hidden = false;
}

function offerShare(tools) {
  const url = document.querySelector("link[rel=canonical]").href;
  const share = tools.querySelector("[data-share]");
  share.hidden = !navigator.share;
  share.addEventListener("click", () =>
    navigator.share({ title: document.title, url }).catch(() => {}),
  );
  const copy = tools.querySelector("[data-copy]");
  copy.hidden = !navigator.clipboard;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(url);
    copy.textContent = "Copied";
  });
}

// Without the numbers of sources.
function spoken(part) {
  const copy = part.cloneNode(true);
  for (const number of copy.querySelectorAll(".cite")) number.remove();
  return copy.textContent.trim();
}

// By paragraphs: some browsers stop a long text after a quarter of a minute.
function speak(button) {
  const parts = [...body.querySelectorAll("h2, h3, p, li")].filter(
    (part) => part.offsetParent && !part.closest("form, .sources") && !part.querySelector("p, li"),
  );
  const words = parts.map(spoken).filter(Boolean);
  for (const [place, text] of words.entries()) {
    const saying = new SpeechSynthesisUtterance(text);
    saying.lang = "en-GB";
    if (place === words.length - 1) saying.addEventListener("end", () => stop(button));
    speechSynthesis.speak(saying);
  }
  button.dataset.speaks = "";
  button.textContent = "Stop";
}

function stop(button) {
  speechSynthesis.cancel();
  delete button.dataset.speaks;
  button.textContent = "Listen";
}

function offerListening(tools) {
  const button = tools.querySelector("[data-listen]");
  if (!("speechSynthesis" in window)) return;
  button.hidden = false;
  button.addEventListener("click", () =>
    "speaks" in button.dataset ? stop(button) : speak(button),
  );
  addEventListener("pagehide", () => speechSynthesis.cancel());
}

const tools = document.querySelector("[data-reading]");
if (tools) {
  offerPlace(tools);
  offerShare(tools);
  offerListening(tools);
  follow();
}
