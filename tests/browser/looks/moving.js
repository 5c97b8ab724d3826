// Whatever would still move for somebody who has asked for less.
() => {
  const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0);
  return [...document.querySelectorAll("*")]
    .filter((one) => {
      const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(one);
      return lasts(transitionDuration) || lasts(animationDuration) || scrollBehavior === "smooth";
    })
    .map((one) => `${one.tagName.toLowerCase()}.${one.className}`);
}
