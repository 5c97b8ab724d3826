// The words of a finding in Wagtail's editor: found, marked where they stand, chosen and replaced.

// Letters stay one for one, so that places in the simple text are places in the text.
const simple = (text) =>
  text.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s/g, " ");

// Where the words of a sentence begin in a text, by the words before them; -1 if they are gone.
const startIn = (text, { before, hit }) => {
  const whole = simple(text);
  const words = simple(hit);
  const lead = simple(before).trimStart().slice(-24);
  const near = whole.indexOf(lead + words);
  return near < 0 ? whole.indexOf(words) : near + lead.length;
};

const plainInput = (field) =>
  [...field.querySelectorAll("textarea, input[type=text]")].find((input) => input.offsetParent);

// Wagtail hangs its rich text editor on the hidden input that it fills.
const richInput = (field) =>
  [...field.querySelectorAll("input[type=hidden], textarea")].find((input) => input.draftailEditor);

// The block of a rich text that holds the words, and their place in it.
const richPlace = (input, sentence) => {
  const state = input.draftailEditor.getEditorState();
  for (const block of state.getCurrentContent().getBlocksAsArray()) {
    const start = startIn(block.getText(), sentence);
    if (start >= 0) return { state, block, start, end: start + sentence.hit.length };
  }
  return null;
};

const selectionOf = ({ block, start, end }) =>
  window.DraftJS.SelectionState.createEmpty(block.getKey()).merge({
    anchorOffset: start,
    focusOffset: end,
  });

const chooseRich = (input, sentence) => {
  const found = richPlace(input, sentence);
  if (!found) return false;
  const selection = selectionOf(found).set("hasFocus", true);
  const { EditorState } = window.DraftJS;
  input.draftailEditor.onChange(EditorState.forceSelection(found.state, selection));
  return true;
};

// Focus the text with the words chosen. False if they are gone.
export const choose = (field, sentence) => {
  const rich = richInput(field);
  if (rich) return chooseRich(rich, sentence);
  const input = plainInput(field);
  const start = input ? startIn(input.value, sentence) : -1;
  if (start < 0) return false;
  input.focus({ preventScroll: true });
  input.setSelectionRange(start, start + sentence.hit.length);
  return true;
};

const replaceRich = (input, sentence, words) => {
  const found = richPlace(input, sentence);
  if (!found) return false;
  const { EditorState, Modifier } = window.DraftJS;
  const content = Modifier.replaceText(
    found.state.getCurrentContent(),
    selectionOf(found),
    words,
    found.block.getInlineStyleAt(found.start),
    found.block.getEntityAt(found.start),
  );
  input.draftailEditor.onChange(EditorState.push(found.state, content, "insert-characters"));
  return true;
};

// Begins with a capital where the words did.
const asWritten = (words, text, start) => {
  const first = text.charAt(start);
  const isCapital = first !== first.toLowerCase();
  return isCapital ? words.charAt(0).toUpperCase() + words.slice(1) : words;
};

const replacePlain = (input, sentence, words) => {
  const start = startIn(input.value, sentence);
  if (start < 0) return false;
  const text = asWritten(words, input.value, start);
  input.setRangeText(text, start, start + sentence.hit.length, "select");
  for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }));
  return true;
};

// Put other words in their place, as if they were typed; nothing is saved. False if they are gone.
export const replace = (field, sentence, words) => {
  const rich = richInput(field);
  if (rich) {
    const found = richPlace(rich, sentence);
    return found
      ? replaceRich(rich, sentence, asWritten(words, found.block.getText(), found.start))
      : false;
  }
  const input = plainInput(field);
  return input ? replacePlain(input, sentence, words) : false;
};

const rangeIn = (block, start, length) => {
  const range = document.createRange();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let before = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const end = before + node.length;
    if (start >= before && start < end) range.setStart(node, start - before);
    if (start + length > before && start + length <= end) {
      range.setEnd(node, start + length - before);
      return range;
    }
    before = end;
  }
  return null;
};

const rangesOf = (field, finding) =>
  [...field.querySelectorAll("[contenteditable=true] [data-block=true]")].flatMap((block) =>
    finding.sentences.flatMap((sentence) => {
      const start = startIn(block.textContent, sentence);
      const range = start < 0 ? null : rangeIn(block, start, sentence.hit.length);
      return range ? [range] : [];
    }),
  );

// Mark the words in rich texts. The browser paints them: the editor's own text isn't touched.
export const mark = (pairs) => {
  if (!CSS.highlights) return;
  const ranges = pairs.flatMap(([field, finding]) => rangesOf(field, finding));
  CSS.highlights.set("claims", new Highlight(...ranges));
};
