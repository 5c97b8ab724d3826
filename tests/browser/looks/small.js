/* Buttons, and links that look like buttons, of the page itself that a finger can't hit: lower than 44 px. */
(() => {
  const shown = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const all = document.querySelectorAll(
    "main :is(button, .button, summary, [type=submit]), .office-pages a, .office-tabs a",
  );
  return [...all]
    .filter((element) => shown(element) && element.getBoundingClientRect().height < 43.5)
    .map((element) => `${element.tagName} ${element.className} “${element.textContent.trim().slice(0, 40)}” ${element.getBoundingClientRect().height}`);
})();
