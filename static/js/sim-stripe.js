// Stands in for Stripe.js in the demo: the calls our checkout makes, and no card field to type a real card into.
import { walletElement } from "./sim-wallet.js";

const OUTCOMES = [
  ["approve", "Approves"],
  ["3ds", "Asks for 3-D Secure"],
  ["declined", "Declined"],
  ["insufficient", "Insufficient funds"],
  ["processing", "Still processing"],
];
const MESSAGES = {
  generic_decline: "Your card was declined.",
  insufficient_funds: "Your card has insufficient funds.",
};

const METHODS = { card: "Card", paypal: "PayPal (simulated)", klarna: "Klarna (simulated)" };

// The ways to pay beside cards, where the shop has any: each leads to a page of its own.
function methodsOf(allowed) {
  const names = allowed.filter((name) => name in METHODS);
  const group = document.createElement("fieldset");
  group.className = "choice-group";
  group.hidden = names.length < 2;
  const legend = document.createElement("legend");
  legend.textContent = "Pay with";
  group.append(
    legend,
    ...names.map((name) => choice("simulated_method", name, METHODS[name], name === "card")),
  );
  return group;
}

function choice(name, value, text, checked) {
  const label = document.createElement("label");
  label.className = "choice";
  const input = document.createElement("input");
  Object.assign(input, { type: "radio", name, value, checked });
  const words = document.createElement("span");
  words.className = "choice__text";
  words.textContent = text;
  label.append(input, words);
  return label;
}

function radios() {
  const group = document.createElement("fieldset");
  group.className = "choice-group";
  const legend = document.createElement("legend");
  legend.textContent = "Simulated card";
  group.append(legend);
  for (const [value, text] of OUTCOMES)
    group.append(choice("simulated_card", value, text, value === "approve"));
  return group;
}

function paymentElement(made, { defaultValues, fields }, methods, group) {
  made.billing = defaultValues?.billingDetails ?? {};
  made.never = Object.keys(fields?.billingDetails ?? {});
  return { mount: (place) => place.replaceChildren(methods, group) };
}

// Stripe wants with the confirmation what its form was told not to ask.
function billing({ billing: known = {}, never = [] }, confirmParams) {
  const sent = confirmParams.payment_method_data?.billing_details ?? {};
  for (const name of never)
    if (!(name in sent)) throw new Error(`IntegrationError: billing_details.${name} is missing`);
  return JSON.stringify({ ...known, ...sent });
}

window.Stripe = () => ({
  elements: (options) => {
    if ("paymentMethodTypes" in options)
      throw new Error("Stripe.js takes allowedPaymentMethodTypes since Endive");
    const group = radios();
    const methods = methodsOf(options.allowedPaymentMethodTypes);
    const made = {
      amount: options.amount,
      outcome: () => group.querySelector(":checked").value,
      method: () => methods.querySelector(":checked")?.value || "card",
      submit: async () => ({}),
      update: (changes) => Object.assign(made, changes),
      create: (type, more = {}) =>
        type === "expressCheckout"
          ? walletElement(made, more)
          : paymentElement(made, more, methods, group),
    };
    return made;
  },
  confirmPayment: async ({ elements, clientSecret, confirmParams }) => {
    const id = clientSecret.split("_secret_")[0];
    const outcome = elements.outcome();
    const body = new URLSearchParams({
      client_secret: clientSecret,
      outcome,
      method: elements.method(),
      billing: billing(elements, confirmParams),
    });
    // A wallet sends its address along, and Stripe refuses that where the shop has sent one.
    if (elements.shipping) body.set("shipping", JSON.stringify(elements.shipping));
    const response = await fetch(`/simulated/payment_intents/${id}/confirm/`, {
      method: "POST",
      body,
    });
    if (!response.ok)
      return { error: { type: "api_error", message: "The simulated card service failed." } };
    const intent = await response.json();
    if (intent.status === "requires_action") {
      const query = new URLSearchParams({
        client_secret: clientSecret,
        return_url: confirmParams.return_url,
      });
      location.assign(`/simulated/bank/${id}/?${query}`);
      return new Promise(() => {});
    }
    if (intent.status === "requires_payment_method") {
      const code = intent.last_payment_error.decline_code;
      return {
        error: { type: "card_error", message: MESSAGES[code] || "Your payment was refused." },
      };
    }
    location.assign(confirmParams.return_url);
    return new Promise(() => {});
  },
});
