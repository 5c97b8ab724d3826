// Counts that a guide was opened: two numbers, no cookie, nothing about the reader. /counting/ has the switch.
const KEY = "counting";
const read = () => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage is closed: nothing was chosen
  }
};
const signalled = navigator.doNotTrack === "1" || navigator.globalPrivacyControl === true;
const objected = () => signalled || read() === "off";

const before = () => {
  const link = document.querySelector("[data-count-before]");
  if (!link || !document.referrer) return "";
  const here = new URL(document.referrer);
  const same = here.origin === location.origin && here.pathname === new URL(link.href).pathname;
  return same ? link.dataset.countBefore : "";
};

const leaveNoTrace = () => {
  document
    .querySelectorAll('input[name="from"][value^="guide-"]')
    .forEach((input) => input.remove());
  document.querySelectorAll('a[href*="?from=guide-"]').forEach((link) => {
    link.href = link
      .getAttribute("href")
      .replace(/\?from=guide-\d+(&?)/, (_, more) => (more ? "?" : ""));
  });
};

const script = document.querySelector("script[data-count]");
if (script && objected()) leaveNoTrace();
else if (script) {
  const body = new URLSearchParams({ guide: script.dataset.count, before: before() });
  fetch("/counting/seen/", { method: "POST", body, credentials: "omit", keepalive: true }).catch(
    () => {},
  );
}

const button = document.querySelector("[data-counting-switch]");
if (button) {
  const state = document.querySelector("[data-counting-state]");
  const show = () => {
    const off = read() === "off";
    button.setAttribute("aria-pressed", String(off));
    button.textContent = off ? "Count me again" : "Don’t count me";
    state.textContent = off
      ? "This browser isn’t counted."
      : signalled
        ? "Your browser objects already."
        : "";
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    if (read() === "off") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, "off");
    show();
  });
  show();
}
