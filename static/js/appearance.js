// The shop's own colours for Stripe's frames, which see none of our style sheets.
export function appearance() {
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    theme: "flat",
    labels: "above",
    variables: {
      colorPrimary: token("sage"),
      colorBackground: token("surface"),
      colorText: token("ink"),
      colorTextSecondary: token("ink-soft"),
      colorDanger: token("alert"),
      fontFamily: "system-ui, sans-serif",
      fontSizeBase: "17px",
      borderRadius: token("radius-s"),
    },
    rules: {
      ".Input": { border: `1px solid ${token("line-strong")}` },
      ".Input:focus": { outline: `3px solid ${token("focus")}`, outlineOffset: "2px" },
      ".Tab": { border: `1px solid ${token("line-strong")}` },
      ".Tab--selected": { borderColor: token("sage"), color: token("sage-deep") },
    },
  };
}
