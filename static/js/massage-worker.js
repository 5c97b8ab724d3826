// Keeps the massage pages that were opened, with what they are made of, for times without a net.
// Online everything comes from the network as if this worker weren't there.
const KEPT = "massage-1";
const MOST_PAGES = 12;

async function keep({ page, urls }) {
  const cache = await caches.open(KEPT);
  await cache.add(page);
  await Promise.allSettled(urls.map(async (url) => (await cache.match(url)) ?? cache.add(url)));
  const pages = (await cache.keys()).filter((request) => request.url.endsWith("/massage/"));
  for (const old of pages.slice(0, -MOST_PAGES)) await cache.delete(old);
}

async function answer(request) {
  const cache = await caches.open(KEPT);
  try {
    const fresh = await fetch(request);
    if (fresh.ok && request.mode === "navigate")
      await cache.put(new URL(request.url).pathname, fresh.clone());
    return fresh;
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(keep(event.data)));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const isPage = event.request.mode === "navigate" && url.pathname.endsWith("/massage/");
  const isPart =
    event.request.referrer.includes("/massage/") && /^\/(static|media)\//.test(url.pathname);
  const isFont = event.request.destination === "font";
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (isPage || isPart || isFont) event.respondWith(answer(event.request));
});
