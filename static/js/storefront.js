// What every page does with script: fill in the basket badge and the delivery bar from the visitor's own
// cookie, and add to the basket without leaving the page. What a page needs only later is fetched when it has
// loaded, so that its styles and pictures come first.
const live = document.getElementById("live");

function basketCookie() {
  const found = document.cookie.match(/(?:^|; )shop_basket=(\d+)\.(\d+)/);
  return found ? { count: Number(found[1]), pence: Number(found[2]) } : { count: 0, pence: 0 };
}

const WORTH_SAYING = 100; // pence, as in shop/shipping/threshold.py

function money(pence) {
  return pence % 100 ? `£${(pence / 100).toFixed(2)}` : `£${pence / 100}`;
}

function fillBar(bar, pence) {
  const over = Math.round(Number(bar.dataset.over) * 100);
  const target = bar.dataset.inclusive === "1" ? over : over + 1;
  const missing = Math.max(0, target - pence);
  const more =
    pence && missing >= WORTH_SAYING
      ? bar.dataset.more.replace("{}", money(missing))
      : bar.dataset.rule;
  const text = missing ? more : bar.dataset.free;
  bar.querySelector("[data-delivery-text]").textContent = text;
  bar.querySelector("progress").value = Math.min(100, Math.floor((pence / over) * 100));
  bar.hidden = !pence && Boolean(bar.closest(".product"));
}

function refresh() {
  const { count, pence } = basketCookie();
  for (const link of document.querySelectorAll("[data-basket-link]")) {
    link.setAttribute("aria-label", `Basket, ${count} item${count === 1 ? "" : "s"}`);
    const badge = link.querySelector("[data-basket-count]");
    badge.textContent = count;
    badge.hidden = !count;
  }
  for (const bar of document.querySelectorAll("[data-delivery-bar]")) fillBar(bar, pence);
}

// An order that waits for its payment, as the server has noted it for this browser.
function tellUnpaid() {
  document.querySelector("[data-unpaid]")?.remove();
  const found = document.cookie.match(/(?:^|; )shop_unpaid="?([A-Z0-9-]+)\.(\d\d:\d\d)/);
  if (!found || /^\/(checkout|basket|orders)\//.test(location.pathname)) return;
  const bar = document.createElement("div");
  bar.className = "notice-bar notice-bar--unpaid";
  bar.dataset.unpaid = "";
  const words = document.createElement("p");
  words.append(
    `Order ${found[1]} is reserved until ${found[2]}: `,
    link("/checkout/unpaid/", "pay now"),
  );
  words.append(", or ", link("/basket/", "move items back to basket"), ".");
  bar.append(words);
  document.querySelector("main").prepend(bar);
}

function link(href, text) {
  const made = document.createElement("a");
  made.href = href;
  made.textContent = text;
  return made;
}

async function add(form, button) {
  const problem = form.querySelector("[data-add-error]");
  problem.hidden = true;
  const body = new FormData(form);
  const { showMiniBasket } = await import("./mini-basket.js"); // first: without it the form is sent plainly
  const response = await fetch(form.action, {
    method: "POST",
    body,
    headers: { Accept: "application/json", "X-Part": "mini-basket" },
  });
  if (!response.ok) {
    problem.textContent = (await response.json()).error;
    problem.hidden = false;
    return;
  }
  showMiniBasket(await response.text(), button);
  refresh();
  const said = document.querySelectorAll(".mini-basket :is([data-said], [data-delivery-text])");
  live.textContent = [...said].map((part) => `${part.textContent}.`).join(" ");
}

async function signUp(form) {
  const { send } = await import("./newsletter.js");
  await send(form);
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-add-to-basket], [data-newsletter]");
  if (!form) return;
  event.preventDefault();
  const send = form.matches("[data-newsletter]") ? signUp : add;
  send(form, event.submitter).catch(() => form.submit());
});
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
// What the server found wrong is no longer said beside a field that somebody mends.
document.addEventListener("input", ({ target }) => {
  if (target.getAttribute?.("aria-invalid") !== "true" || !target.value.trim()) return;
  target.removeAttribute("aria-invalid");
  document.getElementById(`${target.id}_error`)?.remove();
});
document.querySelector("[data-error-summary]")?.focus();
refresh();
tellUnpaid();
addEventListener("pageshow", refresh);
document.addEventListener("visibilitychange", () => document.hidden || refresh()); // another tab may have changed it
addEventListener("pageshow", tellUnpaid);
addEventListener("basket:changed", refresh);

// What needs a script, how it is fetched, and which events wait for it where they come first.
const LATER = [
  { where: "[data-suggest]", load: () => import("./suggest.js"), input: "[data-suggest]" },
  {
    where: "[data-list]",
    load: () => import("./product-list.js"),
    click: "[data-list] [rel=nofollow]",
  },
  { where: "[data-express]", load: () => import("./express.js"), click: "[data-express-load]" },
  { where: "[data-add-to-basket]", load: () => import("./mini-basket.js") },
  { where: "[data-contains], [data-avoid]", load: () => import("./remembered.js") },
  { where: "[data-routine]", load: () => import("./routine.js") },
];

// A script that can't be fetched leaves the page as it is without scripts.
async function fetchOne(part) {
  await part.load().catch(() => {});
  part.isThere = true;
}

function fetchLater() {
  for (const part of LATER) {
    if (!part.isThere && document.querySelector(part.where)) fetchOne(part);
  }
}

async function hold(event) {
  const { target, type } = event;
  const part = LATER.find((one) => !one.isThere && one[type] && target.closest?.(one[type]));
  if (!part || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  await fetchOne(part);
  target.dispatchEvent(new event.constructor(type, event));
}

document.addEventListener("click", hold, true);
document.addEventListener("input", hold, true);
addEventListener("basket:changed", fetchLater); // another part of the page may be there now
addEventListener("mini-basket:filled", fetchLater);

const loaded = new Promise((resolve) => {
  if (document.readyState === "complete") resolve();
  else addEventListener("load", resolve);
});
const painted = new Promise((resolve) => {
  new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
  setTimeout(resolve, 2000); // a page in the background isn't painted
});
const whenIdle = window.requestIdleCallback ?? setTimeout;
Promise.all([loaded, painted]).then(() => whenIdle(fetchLater, { timeout: 2000 }));
