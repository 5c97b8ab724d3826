// What every page does with script: fill in the basket badge and the delivery bar from the visitor's own
// cookie, add to the basket without leaving the page, and suggest while somebody types.
import "./newsletter.js";
import { attachSuggestions } from "./suggest.js";

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
  const more = pence && missing >= WORTH_SAYING ? bar.dataset.more.replace("{}", money(missing)) : bar.dataset.rule;
  const text = missing ? more : bar.dataset.free;
  bar.querySelector("[data-delivery-text]").textContent = text;
  bar.querySelector("progress").value = Math.min(100, Math.floor((pence / over) * 100));
  bar.hidden = false;
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

function toast(text) {
  document.querySelector(".toast")?.remove();
  const box = document.createElement("div");
  box.className = "toast";
  const words = document.createElement("span");
  words.textContent = text;
  const link = document.createElement("a");
  link.href = "/basket/";
  link.textContent = "See basket";
  box.append(words, link);
  document.querySelector("main").append(box);
  const delivery = document.querySelector("[data-delivery-text]")?.textContent;
  live.textContent = delivery ? `${text}. ${delivery}.` : text;
  setTimeout(() => box.remove(), 8000);
}

async function add(form) {
  const problem = form.querySelector("[data-add-error]");
  problem.hidden = true;
  const response = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
  });
  const answer = await response.json();
  if (!response.ok) {
    problem.textContent = answer.error;
    problem.hidden = false;
    return;
  }
  refresh();
  toast(answer.message);
}

for (const form of document.querySelectorAll("[data-add-to-basket]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    add(form).catch(() => form.submit());
  });
}
for (const form of document.querySelectorAll("form[data-suggest]")) attachSuggestions(form);
document.querySelector("[data-error-summary]")?.focus();
refresh();
addEventListener("pageshow", refresh);
document.addEventListener("visibilitychange", () => document.hidden || refresh()); // another tab may have changed it
addEventListener("basket:changed", refresh);
