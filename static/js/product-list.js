// Filters and sort orders without a page load: the list of the answered page takes this one's place, and a
// panel that is open stays open where it was scrolled to. Whatever goes wrong, the link is followed.
const SWAPPED = ".filters a[href*='?'], .list-head nav a, .chips a";
const PARTS = [".filters__groups", ".filters__foot", ".product-list__found"];
const nameOf = (link) => link?.firstChild.textContent;

function attach(list) {
  const live = document.getElementById("live");
  let shown = location.search;

  async function follow(link) {
    const url = new URL(link.href);
    const isOpen = getComputedStyle(link.closest(".filters") ?? list).position === "fixed";
    if (!isOpen) url.hash = "";
    const response = await fetch(url);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const found = page.querySelector("[data-list]");
    if (!response.ok || !found) throw new Error(response.status);
    for (const part of PARTS) {
      list.querySelector(part).replaceChildren(...found.querySelector(part).childNodes);
    }
    history.pushState(null, "", url);
    shown = location.search;
    const name = nameOf(link);
    const again = [...list.querySelectorAll(".filters a")].find((other) => nameOf(other) === name);
    (again ?? list.querySelector(".product-list__found")).focus();
    live.textContent = list.querySelector("[role=status]").textContent;
  }

  list.addEventListener("click", (event) => {
    const link = event.target.closest(SWAPPED);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    follow(link).catch(() => location.assign(link.href));
  });
  addEventListener("popstate", () => location.search === shown || location.reload());
}

for (const list of document.querySelectorAll("[data-list]")) attach(list);
