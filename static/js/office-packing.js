// Pack and send: Enter after a tracking number ticks its parcel and goes to the next one.
const form = document.querySelector("form.packing");

function tickOf(card) {
  return card.querySelector('[name$="-send"]');
}

function numberOf(card) {
  return card.querySelector('[name$="-tracking_number"]');
}

function count() {
  const ticked = form.querySelectorAll('[name$="-send"]:checked').length;
  form.querySelector("[data-packing-count]").textContent = ticked || "ticked";
}

function next(card) {
  const cards = [...form.querySelectorAll("[data-packing-card]")];
  const after = cards.slice(cards.indexOf(card) + 1).find((other) => !tickOf(other).checked);
  const target = after ? numberOf(after) : form.querySelector(".packing__bar button");
  target.focus();
  target.scrollIntoView({ block: "center" });
}

async function copy(button) {
  const address = button.closest("[data-packing-card]").querySelector("[data-packing-address]");
  const lines = address.innerText.split("\n").map((line) => line.trim());
  await navigator.clipboard.writeText(lines.filter(Boolean).join("\n"));
  button.textContent = "Copied";
}

function onKey(event) {
  if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    form.requestSubmit(form.querySelector(".packing__bar button"));
  } else if (event.key === "Enter" && event.target.matches("input")) {
    event.preventDefault(); // a scanner ends each number with Enter: it doesn't send the form
    const card = event.target.closest("[data-packing-card]");
    if (!event.target.matches('[name$="-tracking_number"]')) return;
    tickOf(card).checked = true;
    count();
    next(card);
  }
}

if (form) {
  form.addEventListener("keydown", onKey);
  form.addEventListener("change", count);
  for (const button of form.querySelectorAll("[data-packing-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", () => copy(button));
  }
  count();
  const first = [...form.querySelectorAll("[data-packing-card]")].find(
    (card) => !tickOf(card).checked,
  );
  const wrong = form.querySelector('[aria-invalid="true"]');
  const start = wrong ?? (first && numberOf(first));
  // On a phone the keyboard would cover the page.
  if (start && matchMedia("(hover: hover)").matches) start.focus();
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

for (const input of document.querySelectorAll("[data-packing-file]")) {
  input.addEventListener("change", () => input.files.length && input.form.requestSubmit());
}
