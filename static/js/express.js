// Express checkout: a wallet's button that buys before anything is typed. Stripe's element (in the demo the
// simulator's) draws button and sheet; the shop prices each address and places the order.
import { appearance } from "./appearance.js";

const NO_WALLET = "This device has no wallet set up. Please add to the basket and pay by card.";
let box; // the basket's page replaces it with each change
let problem;
let status;
const ANSWER_WITHIN = 900; // Stripe closes a tap that isn't answered within a second
const SLOW = "That took a little long. Please tap again.";
const UNREACHED =
  "We couldn’t reach the shop, so nothing was ordered. Please check your connection and try again.";
const BROKEN = "Something went wrong on our side. Nothing was ordered. Please try again.";
const OLD = "This page was open for too long. Please load it again: nothing was ordered.";
const UNKNOWN = "We don’t know yet whether you paid. We’re checking…";
let stripe;
let elements;
let late; // an answer that came too late for its tap serves the next one
let sheet; // what the shop answered last: basket, token, fingerprint, total
let goesTo = {}; // the address as far as the wallet tells it
let busy = false;
let waited = false; // somebody has tapped to see which wallets there are

function say(text) {
  status.textContent = text;
}

function fail(text) {
  busy = false;
  say("");
  problem.textContent = text;
  problem.hidden = false;
  problem.focus();
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

// A product's page buys what is chosen in its form; other pages buy the basket.
function chosen() {
  const { product, form } = box.dataset;
  if (!product) return {};
  const fields = document.querySelector(`form[action="${form}"]`)?.elements;
  return {
    product,
    variant: fields?.variant?.value || "",
    quantity: fields?.quantity?.value || "1",
  };
}

async function ask(what, data) {
  const headers = { Accept: "application/json" };
  if (sheet) headers["X-CSRFToken"] = sheet.csrf;
  const body = new URLSearchParams(data);
  try {
    const response = await fetch(`/checkout/express/${what}/`, { method: "POST", body, headers });
    if (response.headers.get("Content-Type")?.includes("json")) return await response.json();
    return { error: response.status === 403 ? OLD : BROKEN };
  } catch {
    return { error: UNREACHED };
  }
}

async function open(event) {
  problem.hidden = true;
  const wanted = chosen();
  const name = JSON.stringify(wanted);
  if (late?.name !== name) late = { name, answer: ask("start", wanted) };
  const answer = await Promise.race([late.answer, pause(ANSWER_WITHIN)]);
  if (answer) late = undefined;
  if (!answer || answer.error) {
    event.reject?.();
    return fail(answer ? answer.error : SLOW);
  }
  sheet = answer;
  goesTo = {};
  elements.update({ amount: sheet.amount });
  const { lineItems, shippingRates } = sheet;
  event.resolve({
    business: { name: box.dataset.shop },
    emailRequired: true,
    shippingAddressRequired: true,
    lineItems,
    shippingRates,
  });
}

async function reprice(event, asked) {
  const answer = await ask("address", { basket: sheet.basket, ...asked });
  if (answer.error) {
    fail(answer.error);
    return event.reject();
  }
  problem.hidden = true;
  Object.assign(sheet, answer);
  elements.update({ amount: sheet.amount });
  event.resolve({ lineItems: sheet.lineItems, shippingRates: sheet.shippingRates });
}

function changeAddress(event) {
  const { country, postal_code } = event.address;
  goesTo = { country, postal_code: postal_code || "" };
  return reprice(event, goesTo);
}

function changeRate(event) {
  return reprice(event, { ...goesTo, method: event.shippingRate.id });
}

function orderOf({ billingDetails, shippingAddress, shippingRate }) {
  const { name, address } = shippingAddress;
  return {
    basket: sheet.basket,
    fingerprint: sheet.fingerprint,
    method: shippingRate?.id || sheet.shippingRates[0].id,
    email: billingDetails.email || "",
    name: name || billingDetails.name || "",
    line1: address.line1 || "",
    line2: address.line2 || "",
    city: address.city || "",
    postal_code: address.postal_code || "",
    country: address.country || "",
  };
}

function refuse(event, answer) {
  event.paymentFailed({ reason: answer.reason || "fail", message: answer.error });
  fail(answer.error);
  if (answer.pay_url) setTimeout(() => location.assign(answer.pay_url), 4000);
  if (box.dataset.product) return; // that basket is the wallet's own
  if (answer.basket) setTimeout(() => location.assign("/basket/"), 4000);
  if (answer.reload) setTimeout(() => location.reload(), 4000);
}

async function confirm(event) {
  if (busy) return;
  busy = true;
  say("Placing your order…");
  const checked = await elements.submit();
  if (checked.error) return refuse(event, { error: checked.error.message });
  const answer = await ask("place", orderOf(event));
  if (answer.done) return location.assign(answer.done);
  if (!answer.client_secret) return refuse(event, answer.error ? answer : { error: BROKEN });
  say("Confirming your payment…");
  const { error } = await pay(answer);
  if (!error) return;
  // The order stands and is reserved: only a card's own refusal is known to have charged nothing.
  const refused = error.type === "card_error" || error.type === "validation_error";
  if (!refused) say(UNKNOWN);
  location.assign(refused ? `${answer.pay_url}?tried=1` : answer.return_url);
}

async function pay(answer) {
  try {
    return await stripe.confirmPayment({
      elements,
      clientSecret: answer.client_secret,
      confirmParams: { return_url: answer.return_url },
    });
  } catch {
    return { error: { type: "api_error" } };
  }
}

function mount() {
  stripe = window.Stripe(box.dataset.key);
  elements = stripe.elements({
    mode: "payment",
    amount: Number(box.dataset.amount),
    currency: "gbp",
    allowedPaymentMethodTypes: box.dataset.methods.split(","),
    appearance: appearance(),
  });
  const element = elements.create("expressCheckout", {
    allowedShippingCountries: ["GB", "IM", "JE", "GG"],
    buttonHeight: 48,
    buttonType: { applePay: "plain", googlePay: "pay", paypal: "pay" },
  });
  const place = box.querySelector("[data-express-buttons]");
  element.on("availablepaymentmethodschange", ({ paymentMethods }) => {
    say(paymentMethods || !waited ? "" : NO_WALLET);
    box.hidden = !(paymentMethods || waited);
  });
  element.on("loaderror", () => {
    box.hidden = true;
  });
  element.on("click", open);
  element.on("shippingaddresschange", changeAddress);
  element.on("shippingratechange", changeRate);
  element.on("confirm", confirm);
  element.on("cancel", () => {
    busy = false;
    say("");
    if (!problem.hidden) problem.focus();
  });
  place.replaceChildren();
  element.mount(place);
}

function fetchScript() {
  if (window.Stripe) return mount();
  const { script } = box.dataset;
  const tag = document.createElement("script");
  // Stripe's is a classic script; the simulator's, from this shop, is a module.
  if (script.startsWith("/")) tag.type = "module";
  tag.src = script;
  tag.onload = mount;
  tag.onerror = () => {
    box.hidden = true;
  };
  document.head.append(tag);
}

// The total of the chosen size, directly above the button; for several the sheet tells it.
function showTotal() {
  const total = box.querySelector("[data-express-total]");
  const totals = JSON.parse(box.dataset.totals);
  const { variant, quantity } = chosen();
  total.textContent = (quantity === "1" && totals[variant || Object.keys(totals)[0]]) || totals[""];
}

function begin() {
  const found = document.querySelector("[data-express]");
  if (!found || found === box) return;
  box = found;
  problem = box.querySelector("[data-express-error]");
  status = box.querySelector("[data-express-status]");
  if (box.dataset.product) showTotal();
  // On a product's page nothing is asked of Stripe before somebody wants to pay there, unless the shop says so.
  const first = box.querySelector("[data-express-load]");
  if (!first) return fetchScript();
  first.addEventListener("click", () => {
    if (waited) return;
    waited = true;
    first.setAttribute("aria-disabled", "true");
    say("Looking for your wallets…");
    fetchScript();
  });
}

begin();
addEventListener("basket:changed", begin);
if (box?.dataset.product) document.addEventListener("change", showTotal);
