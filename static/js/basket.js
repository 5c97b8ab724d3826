// The basket page without page loads: each form is sent as it stands, and the part that changes is swapped.
// Whatever goes wrong, the form is sent the ordinary way.
const root = document.querySelector("[data-basket]");
const live = document.getElementById("live");
let busy = false;

function focusAgain(id) {
  const choices = [
    root.querySelector('[aria-invalid="true"]'),
    id && document.getElementById(id),
    root.querySelector("#undo"),
  ];
  (
    choices.find((element) => element && !element.disabled) ?? root.querySelector("#basket-heading")
  ).focus();
}

function announce() {
  const said = root.querySelector("[data-said]")?.textContent ?? "";
  const total = root.querySelector(".totals .total td")?.textContent;
  const delivery = root.querySelector("[data-delivery-text]")?.textContent;
  const more = [total && `Total with delivery: ${total}.`, delivery && `${delivery}.`];
  live.textContent = said && [said, ...more].filter(Boolean).join(" ");
}

async function send(form, button) {
  const body = new FormData(form, button);
  const id = document.activeElement?.id;
  root.setAttribute("aria-busy", "true");
  const response = await fetch(form.action, {
    method: "POST",
    body,
    headers: { "X-Part": "basket" },
  });
  const html = await response.text();
  if (!html.includes("basket-heading") || html.includes("<html")) throw new Error(response.status);
  root.innerHTML = html;
  root.removeAttribute("aria-busy");
  announce();
  focusAgain(id);
  dispatchEvent(new Event("basket:changed"));
}

function sendPlainly(form, button) {
  if (button?.name) {
    const { name, value } = button;
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  form.submit();
}

root.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-basket-form]");
  if (!form) return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  send(form, event.submitter)
    .catch(() => sendPlainly(form, event.submitter))
    .finally(() => {
      busy = false;
    });
});
root.addEventListener("change", (event) => {
  if (event.target.matches("[data-quantity]")) event.target.form.requestSubmit();
});
root.dataset.enhanced = "";
