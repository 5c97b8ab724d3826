// Rich text in the page editor: the button “Source of this sentence” puts a note behind the selected words.
const { EditorState, Modifier } = window.DraftJS;

class SourceNote extends window.draftail.ModalWorkflowSource {
  getChooserConfig() {
    return {
      url: this.props.entityType.chooserUrls.sourceChooser,
      urlParams: {},
      onload: new window.ChooserModalOnloadHandlerFactory().getOnLoadHandlers(),
      responses: { chosen: this.onChosen },
    };
  }

  onChosen(source) {
    const { editorState, entityType, entityKey, onComplete } = this.props;
    const { id, string: title } = source;
    const content = editorState.getCurrentContent();
    const made = content.createEntity(entityType.type, "IMMUTABLE", { id, title });
    const key = made.getLastCreatedEntityKey();
    const selection = editorState.getSelection();
    const place = entityKey ? selection : withoutMark(content, behind(selection));
    const fresh = Modifier.replaceText(made, place, label(title), null, key);
    this.workflow.close();
    onComplete(EditorState.push(editorState, fresh, "insert-characters"));
  }
}

function behind(selection) {
  const key = selection.getEndKey();
  const offset = selection.getEndOffset();
  return selection.merge({
    anchorKey: key,
    anchorOffset: offset,
    focusKey: key,
    focusOffset: offset,
    isBackward: false,
  });
}

// A footnote's “[1]” that a pasted document left there: the source takes its place.
function withoutMark(content, place) {
  const text = content.getBlockForKey(place.getAnchorKey()).getText();
  const at = place.getAnchorOffset();
  const before = /\[\d+\]$/.exec(text.slice(0, at));
  const after = /^\[\d+\]/.exec(text.slice(at));
  return place.merge({
    anchorOffset: before ? before.index : at,
    focusOffset: after ? at + after[0].length : at,
  });
}

// “Ash B (2019) A study” is the source's name; authors and year are enough in a sentence.
function label(title) {
  const found = /^(.*?\([^)]*\))/.exec(title);
  return `[${found ? found[1] : title}]`;
}

function SourceNoteShown(props) {
  const { title } = props.contentState.getEntity(props.entityKey).getData();
  return window.React.createElement(window.draftail.TooltipEntity, {
    ...props,
    icon: window.React.createElement(window.wagtail.components.Icon, { name: "superscript" }),
    label: title,
  });
}

window.draftail.registerPlugin(
  { type: "SOURCE", source: SourceNote, decorator: SourceNoteShown },
  "entityTypes",
);
