// Today renews itself every minute while somebody may be looking, and when they come back to the tab.
const EVERY = 60_000; // milliseconds

async function renew() {
  const place = document.querySelector("[data-renewed]");
  if (document.hidden || place.contains(document.activeElement)) return;
  const response = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!response.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("[data-renewed]");
  if (fresh && fresh.innerHTML !== place.innerHTML) place.replaceWith(fresh);
}

// Without a connection the numbers stay as they were; the next minute tries again.
const quietly = () => renew().catch(() => {});
setInterval(quietly, EVERY);
document.addEventListener("visibilitychange", quietly);
