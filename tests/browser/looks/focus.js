// What a person needs of the element in focus: its name, that it is marked, in sight and not covered.
() => {
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  const parents = (one) => (one ? [one, ...parents(one.parentElement)] : []);
  const marked = (one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  const label = it.labels?.[0];
  const box = it.getBoundingClientRect();
  const frame = label && box.width < 30 ? label.getBoundingClientRect() : box;
  const x = Math.min(Math.max(frame.x + frame.width / 2, 1), innerWidth - 1);
  const over = document.elementFromPoint(x, frame.y + Math.min(frame.height / 2, 12));
  const isOurs = !over || it.contains(over) || over.contains(it) || label?.contains(over);
  const isBar = (one) => ["fixed", "sticky"].includes(getComputedStyle(one).position);
  const words = it.getAttribute("aria-label") ?? (label ?? it).innerText ?? "";
  return {
    name: words.trim().replace(/\s+/g, " "),
    tag: it.tagName.toLowerCase(),
    place: `${Math.round(frame.x)},${Math.round(frame.y)}`,
    // a script or a link has moved the focus to what Tab doesn't reach: a heading, the page's main part
    isMarked: it.tabIndex < 0 || parents(it).slice(0, 4).some(marked),
    isInSight: frame.bottom > 0 && frame.top < innerHeight && frame.right > 0 && frame.left < innerWidth,
    isCovered: !isOurs && parents(over).some(isBar),
  };
}
