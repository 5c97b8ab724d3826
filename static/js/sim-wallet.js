// Stands in for Stripe's Express Checkout Element in the demo: the same events and answers as our pages use,
// and a sheet like a phone's wallet with a saved address and card.
const PERSON = { name: "Wilma Walker", email: "wilma@example.com", phone: "" };
const ADDRESSES = [
  ["12 High Street", "Stroud", "GL5 1AA", "GB"],
  ["3 Royal Avenue", "Belfast", "BT1 1DA", "GB"],
  ["1 Bank Street", "Portree", "IV51 9BZ", "GB"],
  ["8 King Street", "St Helier", "JE2 4WD", "JE"],
  ["5 Rue de Rivoli", "Paris", "75001", "FR"],
];
const CARDS = [
  ["approve", "Approves"],
  ["3ds", "Asks for 3-D Secure"],
  ["declined", "Declined"],
  ["processing", "Still processing"],
];
const SECOND = 1000;
const UNUSABLE = "This shop can’t deliver to that address.";

function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element[name] = value;
  element.append(...inside);
  return element;
}

function pounds(pence) {
  return `£${(pence / 100).toFixed(2)}`;
}

function radio(name, checked, onchange, ...words) {
  const input = make("input", { type: "radio", name, checked, onchange });
  return make(
    "label",
    { className: "choice" },
    input,
    make("span", { className: "choice__text" }, ...words),
  );
}

function group(legend) {
  return make("fieldset", { className: "choice-group" }, make("legend", {}, legend));
}

// As Stripe does: what is listed may not come to more than is charged.
function check({ lineItems = [], shippingRates }, amount) {
  const sum = lineItems.reduce((total, line) => total + line.amount, 0);
  if (sum > amount) throw new Error(`IntegrationError: lines of ${sum} in an amount of ${amount}`);
  if (!shippingRates?.length || shippingRates.length > 9)
    throw new Error("IntegrationError: one to nine shippingRates are needed");
}

export function walletElement(elements, options) {
  const handlers = {};
  const emit = (name, event) => handlers[name]?.({ elementType: "expressCheckout", ...event });
  const allowed = options.allowedShippingCountries;
  const addresses = ADDRESSES.filter((address) => !allowed || allowed.includes(address[3]));
  let dialog;
  let shown; // what the page answered last
  let address;
  let rate;

  const title = make("h2", { id: "wallet-title", textContent: "Simulated wallet" });
  // As in a phone's wallet one address shows, and the others open by a tap.
  const goesTo = make("summary");
  const places = group("Address");
  const where = make("details", { className: "wallet-sheet__places" }, goesTo, places);
  const how = group("Delivery");
  const lines = make("ul", { className: "summary-lines" });
  const note = make("p", { className: "error" });
  note.setAttribute("role", "alert");
  const answers = make("select", {}, ...CARDS.map(([value, text]) => new Option(text, value)));
  const card = make("label", { className: "field" }, "Simulated card", answers);
  const total = make("p", { className: "wallet-sheet__total" });
  const pay = make("button", { className: "button button--wide", type: "button" });
  const close = make("button", { className: "link-button", type: "button", textContent: "Cancel" });

  function draw() {
    lines.replaceChildren(
      ...shown.lineItems.map(({ name, amount }) =>
        make("li", {}, make("span", {}, name), make("span", { className: "num" }, pounds(amount))),
      ),
    );
    how.replaceChildren(
      how.firstChild,
      ...shown.shippingRates.map((one) =>
        radio(
          "wallet-rate",
          one.id === rate.id,
          () => choose(one),
          one.displayName,
          ` ${pounds(one.amount)}`,
        ),
      ),
    );
    total.replaceChildren(
      make("span", {}, "Total"),
      make("span", { className: "num" }, pounds(elements.amount)),
    );
    pay.textContent = `Pay ${pounds(elements.amount)}`;
  }

  // The page has 20 seconds; until it answers nothing can be paid.
  async function wait(name, event) {
    pay.setAttribute("aria-disabled", "true");
    note.textContent = "";
    const answer = await new Promise((resolve) => {
      emit(name, { ...event, resolve, reject: () => resolve(null) });
    });
    if (!answer) {
      note.textContent = UNUSABLE;
      pay.textContent = "Choose another address";
      return;
    }
    check(answer, elements.amount);
    shown = { ...shown, ...answer };
    pay.removeAttribute("aria-disabled");
  }

  async function choose(one) {
    rate = one;
    await wait("shippingratechange", { shippingRate: one });
    draw();
    how.querySelector(":checked")?.focus();
  }

  async function send(one) {
    address = one;
    goesTo.textContent = `Deliver to ${one[0]}, ${one[1]}, ${one[2]}`;
    const [, city, postcode, country] = one;
    // Apple Pay and Google Pay keep street and half of the postcode back until the payment.
    const told = { city, state: "", postal_code: postcode.split(" ")[0], country };
    await wait("shippingaddresschange", { name: "Wilma", address: told });
    if (note.textContent) return;
    rate = shown.shippingRates[0];
    draw();
  }

  async function confirm() {
    if (pay.getAttribute("aria-disabled")) return;
    pay.setAttribute("aria-disabled", "true");
    const [line1, city, postal_code, country] = address;
    const full = { line1, line2: null, city, state: "", postal_code, country };
    elements.shipping = { name: PERSON.name, ...full };
    elements.outcome = () => answers.value;
    elements.method = () => "card";
    elements.billing = { ...PERSON, address: full };
    emit("confirm", {
      expressPaymentType: "link",
      billingDetails: { ...PERSON, address: full },
      shippingAddress: { name: PERSON.name, address: full },
      shippingRate: rate,
      paymentFailed: ({ message } = {}) => {
        dialog.close();
        note.textContent = message || "";
      },
    });
  }

  function show() {
    dialog = make("dialog", { className: "wallet-sheet" });
    dialog.setAttribute("aria-labelledby", "wallet-title");
    places.replaceChildren(
      places.firstChild,
      ...addresses.map((one, index) =>
        radio("wallet-address", !index, () => send(one), `${one[0]}, ${one[1]}, ${one[2]}`),
      ),
    );
    const foot = make("div", { className: "wallet-sheet__foot" }, total, note, pay, close);
    dialog.append(title, where, how, lines, card, foot);
    document.body.append(dialog);
    pay.onclick = confirm;
    close.onclick = () => cancel();
    dialog.oncancel = (event) => {
      event.preventDefault();
      cancel();
    };
    dialog.onclose = () => dialog.remove();
    draw();
    dialog.showModal();
    pay.focus();
    send(addresses[0]);
  }

  function cancel() {
    dialog.close();
    emit("cancel", {});
  }

  function tap() {
    const asked = Date.now();
    emit("click", {
      expressPaymentType: "link",
      reject: () => {},
      resolve: (answer) => {
        if (Date.now() - asked > SECOND)
          throw new Error("IntegrationError: a click must be resolved within a second");
        check(answer, elements.amount);
        shown = answer;
        rate = answer.shippingRates[0];
        show();
      },
    });
  }

  return {
    on: (name, handler) => {
      handlers[name] = handler;
    },
    mount: (place) => {
      const button = make("button", {
        type: "button",
        className: "button button--wide wallet-button",
        textContent: "Simulated wallet",
        onclick: tap,
      });
      place.replaceChildren(button);
      emit("availablepaymentmethodschange", { paymentMethods: { link: { available: true } } });
    },
  };
}
