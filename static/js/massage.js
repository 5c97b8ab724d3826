// Massage mode: keeps the screen awake, lets keys turn the page, and keeps this page for times without a net.
const root = document.querySelector("[data-massage]");
const screens = [...root.querySelectorAll(".massage__screen")];
const place = root.querySelector("[data-place]");
let lock = null;

function current() {
  return Math.max(
    0,
    screens.findIndex((screen) => `#${screen.id}` === location.hash),
  );
}

function show(number, { focus = true } = {}) {
  const screen = screens[Math.min(Math.max(number, 0), screens.length - 1)];
  history.replaceState(null, "", `#${screen.id}`);
  screen.scrollIntoView({ block: "start" });
  if (focus) screen.querySelector("[tabindex]").focus({ preventScroll: true });
  place.textContent = `${screens.indexOf(screen) + 1} / ${screens.length}`;
}

async function stayAwake() {
  if (!("wakeLock" in navigator) || lock || document.hidden) return;
  try {
    lock = await navigator.wakeLock.request("screen");
    root.querySelector("[data-awake]").hidden = false;
    lock.addEventListener("release", () => {
      lock = null;
      root.querySelector("[data-awake]").hidden = true;
    });
  } catch {
    // A phone that saves power refuses; the steps work all the same.
  }
}

async function keep() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(root.dataset.worker, { scope: "/guides/" });
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const own = loaded.filter(
    (url) => url.startsWith(location.origin) && /\/(static|media)\//.test(url),
  );
  const pictures = [...document.images].map((image) => image.currentSrc || image.src);
  const urls = [...new Set([...own, ...pictures])].map((url) => url.split("#")[0]);
  active.postMessage({ page: location.pathname, urls });
}

root.addEventListener("click", (event) => {
  stayAwake();
  const link = event.target.closest('a[href^="#"]');
  if (!link) return;
  event.preventDefault();
  show(screens.findIndex((screen) => `#${screen.id}` === link.hash));
});
addEventListener("keydown", (event) => {
  const steps = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
  if (!(event.key in steps)) return;
  event.preventDefault();
  show(current() + steps[event.key]);
});
addEventListener("hashchange", () => show(current()));
document.addEventListener("visibilitychange", stayAwake);
show(current(), { focus: false });
stayAwake();
if (document.readyState === "complete") keep();
else addEventListener("load", keep);
