// The mini-basket after adding: a drawer beside the page, filled with the server's fragment. The page stays
// usable, so the header's basket link can be clicked while it is open. Escape, a click beside it and Back close it.
const OPEN = "mini-basket";
const dialog = document.createElement("dialog");
dialog.className = "mini-basket";
dialog.setAttribute("aria-labelledby", "mini-basket-heading");
let cameFrom = null;

// Below the header while that is in view.
function place() {
  const end = document.querySelector(".site-header")?.getBoundingClientRect().bottom ?? 0;
  dialog.style.setProperty("--top", `${Math.max(0, end)}px`);
}

function hide() {
  if (!dialog.open) return;
  const inside =
    dialog.contains(document.activeElement) || document.activeElement === document.body;
  dialog.close();
  if (inside && cameFrom?.isConnected) cameFrom.focus({ preventScroll: true });
}

function close() {
  if (!dialog.open) return;
  hide();
  if (history.state === OPEN) history.back();
}

export function showMiniBasket(html, button) {
  if (!dialog.isConnected) document.querySelector("main").append(dialog);
  dialog.innerHTML = html;
  dispatchEvent(new Event("mini-basket:filled"));
  if (!dialog.open) {
    cameFrom = button;
    place();
    dialog.show();
    if (history.state !== OPEN) history.pushState(OPEN, "");
  }
  dialog.scrollTop = 0;
  dialog.querySelector("#mini-basket-heading").focus({ preventScroll: true });
}

// A link out of the page takes the place of the drawer's entry in the history: one Back returns to the page.
function follow(event) {
  const link = event.target.closest?.("a[href]");
  const plain =
    event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !plain || event.defaultPrevented || link.target || link.origin !== location.origin)
    return;
  if (history.state !== OPEN || link.hash) return;
  event.preventDefault();
  location.replace(link.href);
}

document.addEventListener("click", (event) => {
  if (!dialog.open) return;
  if (event.target.closest("[data-close]")) close();
  else follow(event);
});
document.addEventListener("pointerdown", (event) => {
  if (dialog.contains(event.target) || event.target.closest("a, button, input, select, label"))
    return;
  close();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
addEventListener("scroll", () => dialog.open && place(), { passive: true });
addEventListener("resize", () => dialog.open && place());
addEventListener("popstate", hide);
addEventListener("pageshow", (event) => event.persisted && hide());
