// Paste a document: the clipboard holds it as HTML, and Word's pictures as rich text (RTF). Both are sent as
// files; the field shows its words. Without this script the field takes Markdown, and files can be chosen.
const form = document.querySelector("[data-paste]");

function fill(input, files) {
  const chosen = new DataTransfer();
  for (const file of files) chosen.items.add(file);
  input.files = chosen.files;
}

function say(words) {
  form.querySelector("[data-paste-status]").textContent = words;
}

function takeDocument(html, rtf, text) {
  const { document: file, rtf: pictures } = form.elements;
  fill(file, [new File([html], "pasted.html", { type: "text/html" })]);
  fill(pictures, rtf.includes("\\pict") ? [new File([rtf], "pasted.rtf")] : []);
  const field = form.elements.text;
  field.value = text;
  field.setSelectionRange(0, 0);
  const number = text.split(/\s+/).filter(Boolean).length;
  const words = `${number.toLocaleString("en-GB")} word${number === 1 ? "" : "s"}`;
  say(`Taken with its formatting: ${words}. Pasting again or typing replaces it.`);
}

function takePictures(files) {
  const input = form.elements.pictures;
  fill(input, [...input.files, ...files]);
  say(`Pictures chosen: ${input.files.length}.`);
}

function onPaste(event) {
  const data = event.clipboardData;
  const html = data.getData("text/html");
  const text = data.getData("text/plain");
  const pictures = [...data.files].filter((file) => file.type.startsWith("image/"));
  if (html && text.trim()) {
    event.preventDefault();
    takeDocument(html, data.getData("text/rtf"), text);
  } else if (pictures.length) {
    event.preventDefault();
    takePictures(pictures);
  }
}

function onTyping() {
  if (form.elements.document.files[0]?.name !== "pasted.html") return;
  fill(form.elements.document, []);
  fill(form.elements.rtf, []);
  say("Now only these words count. Paste the document again to have its formatting.");
}

if (form) {
  form.elements.text.addEventListener("paste", onPaste);
  form.elements.text.addEventListener("input", onTyping);
}
