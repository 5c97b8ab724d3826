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

function radios() {
  const group = document.createElement("fieldset");
  group.className = "choice-group";
  const legend = document.createElement("legend");
  legend.textContent = "Simulated card";
  group.append(legend);
  for (const [value, text] of OUTCOMES) {
    const label = document.createElement("label");
    label.className = "choice";
    const input = document.createElement("input");
    Object.assign(input, {
      type: "radio",
      name: "simulated_card",
      value,
      checked: value === "approve",
    });
    const words = document.createElement("span");
    words.className = "choice__text";
    words.textContent = text;
    label.append(input, words);
    group.append(label);
  }
  return group;
}

window.Stripe = () => ({
  elements: (options) => {
    if ("paymentMethodTypes" in options)
      throw new Error("Stripe.js takes allowedPaymentMethodTypes since Endive");
    const group = radios();
    const made = {
      amount: options.amount,
      outcome: () => group.querySelector(":checked").value,
      submit: async () => ({}),
      update: (changes) => Object.assign(made, changes),
      create: (type, more = {}) =>
        type === "expressCheckout"
          ? walletElement(made, more)
          : { mount: (place) => place.replaceChildren(group) },
    };
    return made;
  },
  confirmPayment: async ({ elements, clientSecret, confirmParams }) => {
    const id = clientSecret.split("_secret_")[0];
    const outcome = elements.outcome();
    const body = new URLSearchParams({ client_secret: clientSecret, outcome });
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
      return { error: { type: "card_error", message: MESSAGES[code] || "Your card was refused." } };
    }
    location.assign(confirmParams.return_url);
    return new Promise(() => {});
  },
});
