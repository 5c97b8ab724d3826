// Whatever sticks out of the page; what lies in a box that scrolls by itself may.
() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const parents = (one) => (one ? [one, ...parents(one.parentElement)] : []);
  const isHeld = (one) => parents(one.parentElement)
    .some((up) => up !== document.body && up !== document.documentElement && getComputedStyle(up).overflowX !== "visible");
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > wide + 1 && !isHeld(one))
    .map((one) => `${one.tagName.toLowerCase()}.${one.className} “${one.textContent.trim().slice(0, 30)}”`);
}
