// Reading a guide: videos that load when asked for, where one left off, and a word to the editors.
const KEY = "guides:read";

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function remember(series, place) {
  const all = remembered();
  if (place) all[series] = place;
  else delete all[series];
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    // No room or not allowed: then nothing is remembered.
  }
}

// A part that was read to its end leads to the next one; one that was begun, back to its last heading.
function follow(article) {
  const { series, part, title, nextPart, nextTitle, nextUrl } = article.dataset;
  const here = { part, title, url: location.pathname };
  const headings = [...article.querySelectorAll(".guide__body h2[id]")];
  const watcher = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting) continue;
      const isEnd = target.matches(".guide__foot");
      if (isEnd && nextUrl) remember(series, { part: nextPart, title: nextTitle, url: nextUrl });
      else if (!isEnd) remember(series, { ...here, url: `${location.pathname}#${target.id}` });
    }
  });
  if (!headings.length) remember(series, here);
  for (const target of [...headings, article.querySelector(".guide__foot")])
    watcher.observe(target);
}

function offer(box) {
  const place = remembered()[box.dataset.continue];
  if (!place || !String(place.url).startsWith("/guides/")) return;
  const link = box.querySelector("a");
  link.href = place.url;
  link.textContent = `part ${place.part}, ${place.title}`;
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => {
    remember(box.dataset.continue, null);
    box.hidden = true;
  });
}

function play(event) {
  const link = event.currentTarget;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.src = link.dataset.player;
  frame.title = link.dataset.title;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  link.replaceWith(frame);
  frame.focus();
}

async function say(event) {
  const form = event.currentTarget;
  if (form.dataset.plain) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  const response = await fetch(form.action, {
    method: "POST",
    body,
    headers: { "X-Part": "feedback" },
  });
  const holder = document.createElement("template");
  holder.innerHTML = (await response.text()).trim();
  const answer = holder.content.firstElementChild;
  if (!answer?.matches(".feedback__answer")) {
    form.dataset.plain = "1";
    form.requestSubmit(event.submitter);
    return;
  }
  form.replaceWith(answer);
  answer.focus();
}

for (const article of document.querySelectorAll("[data-guide]")) follow(article);
for (const box of document.querySelectorAll("[data-continue]")) offer(box);
for (const link of document.querySelectorAll("[data-player]")) link.addEventListener("click", play);
for (const form of document.querySelectorAll("[data-feedback]"))
  form.addEventListener("submit", say);
