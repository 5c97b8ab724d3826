// Signing up without leaving the page: the form is sent as it stands, and its answer takes its place.
const live = document.getElementById("live");

async function post(form) {
  const response = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Part": "newsletter" },
  });
  const html = await response.text();
  if (html.includes("<html")) throw new Error(response.status);
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  const answer = holder.content.firstElementChild;
  form.replaceWith(answer);
  const wrong = answer.querySelector('[aria-invalid="true"], input[type="email"]');
  (wrong ?? answer).focus();
  live.textContent = answer.querySelector('[role="alert"], h2')?.textContent ?? "";
}

// Once, however often the button is pressed meanwhile.
export async function send(form) {
  if (form.getAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  try {
    await post(form);
  } finally {
    form.removeAttribute("aria-busy");
  }
}
