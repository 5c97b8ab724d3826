// Shows what only a browser with passkeys can use, and says in words why one didn't work.
const WORDS = {
  InvalidStateError: "This device already has a passkey for your account.",
  NotAllowedError:
    "That was cancelled, took too long, or there is no passkey here. Please try again.",
  SecurityError:
    "Passkeys don’t work at this web address. They need the shop’s own name and a secure connection.",
};
const OTHER = "That didn’t work. Please try again.";

const able = "PublicKeyCredential" in window;
for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = !able;
for (const part of document.querySelectorAll("[data-no-passkey]")) part.hidden = able;

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const problem = document.querySelector("[data-passkey-problem]");
  if (!problem) return;
  problem.querySelector("p").textContent = WORDS[event.detail.exception?.name] ?? OTHER;
  problem.hidden = false;
  problem.focus();
});
