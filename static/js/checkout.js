// The payment page: place the order, then let Stripe confirm the card. One button, safe to press twice.
const form = document.querySelector("[data-pay]");
const button = form.querySelector("[data-pay-button]");
const status = form.querySelector("[data-pay-status]");
const problem = form.querySelector("[data-pay-error]");
const stripe = window.Stripe(form.dataset.key);
const elements = stripe.elements({
  mode: "payment",
  amount: Number(form.dataset.amount),
  currency: "gbp",
  paymentMethodTypes: ["card"],
});
elements.create("payment").mount(form.querySelector("[data-payment-element]"));
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

async function begin() {
  const response = await fetch(start, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
  });
  const answer = await response.json();
  if (answer.pay_url) {
    // From here on a reload must find the order, not an empty basket.
    history.replaceState(null, "", answer.pay_url);
    start = `${answer.pay_url}start/`;
  }
  return answer;
}

async function pay() {
  const checked = await elements.submit();
  if (checked.error) return fail(checked.error.message);
  say("Placing your order…");
  const answer = await begin();
  if (answer.done) return location.assign(answer.done);
  if (answer.reload) {
    fail(answer.error);
    return setTimeout(() => location.reload(), 4000);
  }
  if (!answer.client_secret) return fail(answer.error || "Something went wrong. You have not been charged.");
  say("Confirming your payment…");
  const { error } = await stripe.confirmPayment({
    elements,
    clientSecret: answer.client_secret,
    confirmParams: { return_url: answer.return_url },
  });
  if (error) fail(`${error.message} You have not been charged. Please try again or use another card.`);
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
    fail("We couldn't reach the shop. You have not been charged. Please check your connection and press the button again.");
  }
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
