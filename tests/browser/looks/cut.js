// Words that their own box cuts off: a button or a field that nobody can read.
() => {
  const wanted = "button, .button, label, input, summary, h1, h2, .badge, .site-tools a, .mini-basket";
  const words = (one) => one.value || one.textContent.trim() || one.placeholder || "";
  const isShown = (one) => one.offsetParent && getComputedStyle(one).clipPath === "none" && one.type !== "hidden";
  const canvas = document.createElement("canvas").getContext("2d");
  const room = (one) => {
    const { paddingLeft, paddingRight } = getComputedStyle(one);
    return one.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  };
  const needs = (one) => {
    if (one.tagName !== "INPUT") return one.scrollWidth - one.clientWidth + room(one);
    canvas.font = getComputedStyle(one).font;
    return canvas.measureText(words(one).slice(0, 6)).width;  // six letters of what is typed must be seen
  };
  return [...document.querySelectorAll(wanted)]
    .filter((one) => isShown(one) && !["radio", "checkbox"].includes(one.type) && needs(one) > room(one) + 2)
    .map((one) => `${one.tagName.toLowerCase()} “${words(one).slice(0, 40)}”`);
}
