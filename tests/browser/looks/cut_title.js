// The name of a list in the office's bar, where the bar cuts it off.
() => {
  const right = (one) => (one ? Math.min(right(one.parentElement), isOpen(one) ? Infinity : one.getBoundingClientRect().right) : innerWidth);
  const isOpen = (one) => getComputedStyle(one).overflowX === "visible";
  const written = (one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return range.getBoundingClientRect().right;
  };
  return [...document.querySelectorAll(".w-breadcrumbs li:last-child, .w-header__title")]
    .filter((one) => one.offsetParent && written(one) > right(one) + 1)
    .map((one) => `“${one.textContent.trim()}”`);
}
