// The order's page while a bank is still working: looks again, and loads only once there is news, so that
// nobody who is reading, or being read to, begins anew every few seconds.
const PAUSE = 5000;
const title = document.querySelector("h1").textContent;

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (page.querySelector("h1")?.textContent !== title) location.reload();
}

setInterval(() => look().catch(() => {}), PAUSE);
