"""Rich text: a button that names a source within a sentence."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse_lazy
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import FeatureRegistry, LinkHandler

from guides.models import Source
from guides.source_notes import LINK_TYPE

ENTITY = "SOURCE"
CHOOSER = reverse_lazy("wagtailsnippetchoosers_guides_source:choose")


class SourceNoteHandler(LinkHandler):
    """What a page shows depends on its other sources: guides.page.source_notes writes the number."""

    identifier = LINK_TYPE

    @staticmethod
    def get_model() -> type[Source]:
        return Source

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        """An anchor that leads nowhere, so that its words are plain text wherever nobody numbers them."""
        key = attrs.get("id", "")
        return f'<a data-source="{key}">' if key.isdecimal() else "<a>"

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Iterator[tuple[type[Source], str, str, str]]:
        """For “where used”: model, key, and two paths that Wagtail completes."""
        if attrs.get("id", "").isdecimal():
            yield Source, attrs["id"], "", ""


class SourceNoteElement(InlineEntityElementHandler):
    """From the database to the editor."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        """The key, and what the editor shows of the source."""
        key = attrs.get("id", "")
        source = Source.objects.filter(pk=key).first() if key.isdecimal() else None
        return {"id": key, "title": str(source) if source else "This source was deleted"}


def stored_note(props: dict[str, Any]) -> object:
    """From the editor to the database."""
    made: object = DOM.create_element("a", {"linktype": LINK_TYPE, "id": props.get("id")}, props["children"])
    return made


def register(features: FeatureRegistry) -> None:
    """Offer it as the feature “source”."""
    features.register_link_type(SourceNoteHandler)
    about = {
        "type": ENTITY,
        "icon": "superscript",
        "description": "Source of this sentence",
        "chooserUrls": {"sourceChooser": CHOOSER},
    }
    scripts = ["wagtailadmin/js/chooser-modal.js", "js/office-source-notes.js"]
    features.register_editor_plugin("draftail", LINK_TYPE, EntityFeature(about, js=scripts))
    rule = {
        "from_database_format": {f'a[linktype="{LINK_TYPE}"]': SourceNoteElement(ENTITY)},
        "to_database_format": {"entity_decorators": {ENTITY: stored_note}},
    }
    features.register_converter_rule("contentstate", LINK_TYPE, rule)
