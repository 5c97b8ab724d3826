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
    const place = entityKey ? editorState.getSelection() : behind(editorState.getSelection());
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

// “Ash B (2019) A study” is the source's name; authors and year are enough in a sentence.
function label(title) {
  const found = /^(.*?\([^)]*\))/.exec(title);
  return `[${found ? found[1] : title}]`;
}

function SourceNoteShown(props) {
  const { title } = props.contentState.getEntity(props.entityKey).getData();
  return window.React.createElement(window.draftail.TooltipEntity, {
    ...props,
    icon: window.React.createElement(window.wagtail.components.Icon, { name: "list-ul" }),
    label: title,
  });
}

window.draftail.registerPlugin(
  { type: "SOURCE", source: SourceNote, decorator: SourceNoteShown },
  "entityTypes",
);
