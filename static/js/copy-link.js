// "Copy" beside a link that is to be passed on; browsers allow it only on secure pages.
const live = document.getElementById("live");
for (const button of document.querySelectorAll("[data-copy-link]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copyLink);
    button.textContent = "Copied";
    live.textContent = "Copied";
  });
}
