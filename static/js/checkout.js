// The payment page: place the order, then let Stripe confirm the card. One button, safe to click twice.
import { appearance } from "./appearance.js";

const form = document.querySelector("[data-pay]");
const button = form.querySelector("[data-pay-button]");
const status = form.querySelector("[data-pay-status]");
const problem = form.querySelector("[data-pay-error]");
const stripe = window.Stripe(form.dataset.key);
const place = form.querySelector("[data-payment-element]");
const payer = JSON.parse(place.dataset.payer);
const elements = stripe.elements({
  mode: "payment",
  amount: Number(form.dataset.amount),
  currency: "gbp",
  allowedPaymentMethodTypes: place.dataset.methods.split(","),
  appearance: appearance(),
});
// The email address is known and not asked again; the billing address is the parcel's until it is changed.
elements
  .create("payment", {
    defaultValues: { billingDetails: payer },
    fields: { billingDetails: { email: "never" } },
    layout: "tabs",
  })
  .mount(place);
const UNREACHED =
  "We couldn’t reach the shop, so nothing was charged by this click. Please check your connection and try again: a second click never makes a second order.";
const UNKNOWN =
  "The connection was lost while your bank was asked, so we don’t know yet whether you paid. We’re checking…";
let start = form.dataset.start;
let busy = false;

function say(text) {
  status.textContent = text;
}

function fail(text) {
  busy = false;
  button.removeAttribute("aria-disabled");
  say("");
  problem.textContent = text;
  problem.hidden = false;
  problem.focus();
}

// The basket is the order's now. “Change address” therefore gives the order up first, which only a POST may do.
function changeOrder(link, url) {
  link.href = url;
  if (!link.dataset.to) return;
  link.onclick = (event) => {
    event.preventDefault();
    const change = document.createElement("form");
    change.method = "post";
    change.action = `${url}change/`;
    const sent = {
      to: link.dataset.to,
      csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
    };
    for (const [name, value] of Object.entries(sent)) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      change.append(field);
    }
    document.body.append(change);
    change.submit();
  };
}

async function begin() {
  const response = await fetch(start, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
  });
  if (!response.headers.get("Content-Type")?.includes("json")) {
    return response.status === 403
      ? {
          error: "This page was open for too long. We are loading it again: nothing was charged.",
          reload: true,
        }
      : { error: "Something went wrong on our side. Nothing was charged. Please try again." };
  }
  const answer = await response.json();
  if (answer.pay_url) {
    // From here on a reload must find the order, not an empty basket.
    history.replaceState(null, "", answer.pay_url);
    for (const link of document.querySelectorAll('main a[href^="/checkout/"]'))
      changeOrder(link, answer.pay_url);
    start = `${answer.pay_url}start/`;
  }
  return answer;
}

async function confirm(answer) {
  say("Confirming your payment…");
  try {
    const { error } = await stripe.confirmPayment({
      elements,
      clientSecret: answer.client_secret,
      confirmParams: {
        return_url: answer.return_url,
        payment_method_data: { billing_details: { email: payer.email } },
      },
    });
    if (!error) return;
    // Only a card's own refusal is known to have charged nothing; of anything else the shop asks Stripe.
    if (error.type === "card_error" || error.type === "validation_error") {
      return fail(
        `${error.message} You have not been charged. Please try again or use another card.`,
      );
    }
  } catch {
    // as unknown as any lost answer
  }
  say(UNKNOWN);
  location.assign(answer.return_url);
}

async function pay() {
  const checked = await elements.submit();
  if (checked.error) return fail(checked.error.message);
  say(form.dataset.mode === "again" ? "Starting your payment…" : "Placing your order…");
  const answer = await begin();
  if (answer.done) return location.assign(answer.done);
  if (answer.client_secret) return confirm(answer);
  fail(answer.error || "Something went wrong on our side. Nothing was charged.");
  if (answer.basket) setTimeout(() => location.assign("/basket/"), 4000);
  if (answer.reload) setTimeout(() => location.reload(), 4000);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (busy) return;
  busy = true;
  button.setAttribute("aria-disabled", "true");
  problem.hidden = true;
  try {
    await pay();
  } catch {
    fail(UNREACHED);
  }
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
