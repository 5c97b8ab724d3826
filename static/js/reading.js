// Reading a guide: which section is on screen, where one left off, passing it on, and listening.
const article = document.querySelector(".guide");
const body = article.querySelector(".guide__body");
const headings = [...body.querySelectorAll("h2[id]")];
const PLACE = `guides:place:${location.pathname}`;

function kept(value) {
  try {
    if (value === undefined) return localStorage.getItem(PLACE);
    return value ? localStorage.setItem(PLACE, value) : localStorage.removeItem(PLACE);
  } catch {
    return null; // not allowed: then nothing is kept
  }
}

// The contents name the section on screen; the end of the guide forgets the place.
function follow() {
  const links = [...document.querySelectorAll(".contents a")];
  const watcher = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) {
        if (!isIntersecting) continue;
        kept(target.matches("h2") ? target.id : null);
        for (const link of links) {
          if (link.hash.slice(1) === target.id) link.setAttribute("aria-current", "true");
          else if (target.matches("h2")) link.removeAttribute("aria-current");
        }
      }
    },
    { rootMargin: "0px 0px -60% 0px" },
  );
  for (const target of [...headings, article.querySelector(".guide__foot")])
    watcher.observe(target);
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

// By paragraphs: some browsers stop a long text after a quarter of a minute.
function speak(button) {
  const parts = [...body.querySelectorAll("h2, h3, p, li")].filter(
    (part) => part.offsetParent && !part.closest("form") && !part.querySelector("p, li"),
  );
  const words = parts.map((part) => part.textContent.trim()).filter(Boolean);
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
