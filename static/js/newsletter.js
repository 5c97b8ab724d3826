// Signing up without leaving the page: the form is sent as it stands, and its answer takes its place.
const live = document.getElementById("live");

async function send(form) {
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

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-newsletter]");
  if (!form || form.dataset.plain) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  send(form).catch(() => {
    form.dataset.plain = "1";
    form.removeAttribute("aria-busy");
    form.submit();
  });
});
