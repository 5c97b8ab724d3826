// Every picture in sight: the width it fills in CSS pixels, and the width of the file that was chosen for it.
// A picture that covers its box is cut at the sides or at the top; its file must fill the uncut width.
async () => {
  const pictures = [...document.images].filter((img) => img.checkVisibility());
  for (const img of pictures) img.loading = "eager";
  await Promise.all(pictures.map((img) => img.decode().catch(() => null)));
  const measured = pictures
    .filter((img) => img.currentSrc && !/\.svg($|\?)/.test(img.currentSrc))
    .map(async (img) => {
      const file = new Image();
      file.src = img.currentSrc;
      await file.decode();
      const { width, height } = img.getBoundingClientRect();
      const uncut = (height * file.naturalWidth) / file.naturalHeight;
      const covers = getComputedStyle(img).objectFit === "cover";
      return {
        src: new URL(img.currentSrc).pathname,
        shown: covers ? Math.max(width, uncut) : width,
        file: file.naturalWidth,
      };
    });
  return (await Promise.all(measured)).filter((one) => one.shown > 0);
}
