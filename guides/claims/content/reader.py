"""Reads all texts of a page, snippet or product, with their paths, for the claims check.

Only the pictures' descriptions are loaded. Bodies are read as stored, by the definitions of their blocks, so
that a thousand pages take seconds.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Field, Model
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from guides.claims.content.exempt import EXEMPT
from guides.claims.content.named_sources import TITLES, NamedSources, is_source
from guides.claims.content.substantiation import proofs_of
from guides.claims.content.text_fields import is_text, text_relations
from guides.claims.engine.checker import CheckedContent, Passage
from guides.claims.engine.passages import Proofs
from guides.source_notes import source_ids
from shop.catalogue.models import Product

HEADING = re.compile(r"(?=<h[1-6]\b)", re.IGNORECASE)
SELLING_LINK = re.compile(
    r"<a\b[^<>]*(?:linktype=\"product\"|href=\"(?:https?://[^/\"]+)?/(?:shop|basket|newsletter)/)",
    re.IGNORECASE,
)
SELLING_BLOCK = re.compile(r"product|sign_?up|voucher|discount|offer", re.IGNORECASE)
SELLING_FIELDS = {"featured", "products"}  # slugs of products: not texts, but they sell
CITED_NAMES = {"finding"}  # the result of a study, with the study beside it
SAFETY_NAMES = {"cautions", "precautions", "safety", "when_not", "contraindications"}
TEXT_BLOCKS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock, blocks.RawHTMLBlock)
NAMES_ONLY = {"slug"}  # slugs: only forbidden claims count in them
HEADINGS = {"heading", "title"}
PRODUCT_TEXTS = (
    "title", "summary", "description", "function", "contents", "box_contents", "directions", "precautions",
    "best_before_note", "unit_price_exemption", "meta_title", "meta_description",
)  # fmt: skip


class Reader:
    """Collects the passages of an object."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.section = 0
        self.selling: set[int] = set()
        self.has_safety = False
        self.pictures: list[tuple[Any, str, str, int]] = []
        self.sources = NamedSources()

    def add(self, path: str, label: str, text: object, *, is_html: bool = False, **marks: Any) -> None:
        """Add a text; in HTML, each heading begins a new section."""
        if not isinstance(text, str) or not text.strip():
            return
        parts = HEADING.split(text) if is_html else [text]
        is_cited = bool(marks.get("is_cited"))
        for part in parts:
            if is_html and HEADING.match(part):
                self.section += 1
            if part.strip():
                named = source_ids(part) if is_html else []
                self.sources.add(named, path, label)
                marks["is_cited"] = is_cited or bool(named)
                self.passages.append(Passage(path, label, part, is_html, self.section, **marks))
            if is_html and SELLING_LINK.search(part):
                self.selling.add(self.section)

    def content(self, instance: Model) -> CheckedContent:
        """The collected passages, with the descriptions of pictures and the titles of sources."""
        self._describe_pictures()
        titles = self.sources.titles()
        if self.selling:
            self.passages += self.sources.passages(titles)
        return CheckedContent(
            cites=True,
            titles=tuple(titles.values()),
            passages=tuple(self.passages),
            sells=bool(self.selling),
            selling_sections=frozenset(self.selling),
            proofs=Proofs(lambda: self._proofs(instance)),
        )

    def _proofs(self, instance: Model) -> frozenset[str]:
        return proofs_of(instance) | ({"safety"} if self.has_safety else set())

    def _describe_pictures(self) -> None:
        wanted = {pk for pk, *_ in self.pictures}
        if not wanted:
            return
        rows = get_image_model()._default_manager.filter(pk__in=wanted).values_list("pk", "description")
        described = dict(rows)
        for pk, path, label, section in self.pictures:
            if text := described.get(pk):
                self.passages.append(Passage(path, label, text, section=section))

    # --- fields ---------------------------------------------------------------

    def read_fields(self, instance: Model, prefix: str = "", heading: str = "") -> None:
        """Read the text fields of a row, in the order of the model."""
        for field in instance._meta.concrete_fields:
            name, label = field.name, f"{heading}{_label(field)}"
            if name in SELLING_FIELDS and not isinstance(field, models.ForeignKey):
                if getattr(instance, name):
                    self.selling.add(self.section)
            elif isinstance(field, StreamField):
                self.read_stream(field.stream_block, getattr(instance, name), prefix + name, label)
            elif isinstance(field, models.ForeignKey):
                self._read_key(field, instance, prefix + name, label)
            elif is_text(field) and f"{field.model._meta.label}.{name}" not in EXEMPT:
                marks = {
                    "is_address": name in NAMES_ONLY,
                    "is_cited": name in CITED_NAMES,
                    "is_title": f"{field.model._meta.label}.{name}" in TITLES,
                    "head": _head(name, instance),
                }
                is_html = isinstance(field, RichTextField)
                self.add(prefix + name, label, getattr(instance, name), is_html=is_html, **marks)

    def _read_key(self, field: models.ForeignKey, instance: Model, path: str, label: str) -> None:
        pk = getattr(instance, field.attname)
        if pk is None:
            return
        if field.related_model is get_image_model():
            self.pictures.append((pk, path, f"{label} › description", self.section))
        elif _is_product(field.related_model):
            self.selling.add(self.section)

    def read_children(self, instance: Model) -> None:
        """Read rows that are edited with the page."""
        if not isinstance(instance, ClusterableModel):
            return
        model: Any = type(instance)
        for relation in text_relations(model):
            name = relation.get_accessor_name()
            for number, child in enumerate(getattr(instance, name).all(), 1):
                self.read_fields(child, f"{name}.{number}.", f"{_label(relation)} {number} › ")

    def read_tags(self, instance: Model) -> None:
        """Read the names of tags, which are shown with a guide and in lists."""
        for manager in instance._meta.many_to_many:
            if isinstance(manager, ClusterTaggableManager):
                for tag in getattr(instance, manager.name).all():
                    self.add(manager.name, _label(manager), tag.name)

    def read_product(self, product: Product) -> None:
        """Read the texts of a product's page, without ingredient names and reference numbers."""
        self.selling.add(0)
        for name in PRODUCT_TEXTS:
            label = _label(product._meta.get_field(name))
            self.add(name, label, getattr(product, name), is_html=name == "description")

    # --- blocks ---------------------------------------------------------------

    def read_stream(
        self, block: blocks.StreamBlock, value: blocks.StreamValue, path: str, label: str
    ) -> None:
        """Read the blocks of a body in order, as they are stored."""
        for child in block.get_prep_value(value):
            if definition := block.child_blocks.get(child["type"]):
                here = f"{label} › {definition.label}"
                self.read_block(
                    definition, child["value"], f"{path}.{child.get('id', '')}", here, outermost=True
                )

    def read_block(self, block: blocks.Block, stored: Any, path: str, label: str, **marks: bool) -> None:
        """Read a block and its children."""
        outermost = marks.pop("outermost", False)
        if stored in (None, "", [], {}):
            return
        if sells(block):
            self.selling.add(self.section)
        self.has_safety = self.has_safety or block.name in SAFETY_NAMES
        if isinstance(block, blocks.StructBlock):
            self._read_struct(block, stored, path, label, outermost=outermost, **marks)
        elif isinstance(block, blocks.StreamBlock):
            for child in stored:
                if definition := block.child_blocks.get(child["type"]):
                    below = f"{label} › {definition.label}"
                    self.read_block(
                        definition, child["value"], f"{path}.{child.get('id', '')}", below, **marks
                    )
        elif isinstance(block, blocks.ListBlock):
            for number, item in enumerate(stored, 1):
                is_wrapped = isinstance(item, dict) and item.get("type") == "item"
                value, key = (item["value"], item.get("id", number)) if is_wrapped else (item, number)
                self.read_block(block.child_block, value, f"{path}.{key}", f"{label} {number}", **marks)
        else:
            self._read_leaf(block, stored, path, label, **marks)

    def _read_struct(
        self,
        block: blocks.StructBlock,
        stored: dict[str, Any],
        path: str,
        label: str,
        *,
        outermost: bool,
        **marks: bool,
    ) -> None:
        if outermost and any(name in HEADINGS and stored.get(name) for name in block.child_blocks):
            was_selling = self.section in self.selling and sells(block)
            self.section += 1
            if was_selling:
                self.selling.add(self.section)
        marks["is_cited"] = marks.get("is_cited", False) or _has_sources(block, stored)
        for name, child in block.child_blocks.items():
            if name != "slug":
                self.read_block(
                    child, stored.get(name), f"{path}.{name}", f"{label} › {child.label}", **marks
                )

    def _read_leaf(self, block: blocks.Block, stored: object, path: str, label: str, **marks: bool) -> None:
        if isinstance(block, TEXT_BLOCKS):
            is_html = isinstance(block, (blocks.RichTextBlock, blocks.RawHTMLBlock))
            self.add(path, label, stored, is_html=is_html, **marks)
        elif isinstance(block, ImageChooserBlock):
            self.pictures.append((stored, path, f"{label} › description", self.section))
        elif isinstance(block, blocks.ChooserBlock):
            if is_source(block.model_class) and isinstance(stored, int):
                self.sources.add([stored], path, label)
        elif isinstance(stored, (dict, list)):  # tables and other blocks that store their texts as JSON
            for text in _strings(stored):
                self.add(path, label, text, **marks)


def read(instance: Model) -> CheckedContent:
    """The passages of a page, snippet or product, and what else is on it."""
    reader = Reader()
    if isinstance(instance, Product):
        reader.read_product(instance)
    else:
        reader.read_fields(instance)
        reader.read_children(instance)
        reader.read_tags(instance)
    return reader.content(instance)


def sells(block: blocks.Block) -> bool:
    """Whether a block offers a product or a sign-up."""
    if isinstance(block, blocks.ChooserBlock):
        return _is_product(block.model_class)
    marked = getattr(block.meta, "sells", None)
    return bool(SELLING_BLOCK.search(block.name or "")) if marked is None else bool(marked)


def _is_product(model: type[Model]) -> bool:
    return model._meta.label_lower == "catalogue.product"


def _label(field: Field) -> str:
    name = str(getattr(field, "verbose_name", None) or field.name.replace("_", " "))
    return name[:1].upper() + name[1:]


def _head(name: str, instance: Any) -> str:
    """The heading of a safety note's lines, such as “When not to”."""
    is_note = name == "text" and type(instance).__name__ == "SafetyNote"
    return str(instance.get_kind_display()) if is_note else ""


def _has_sources(block: blocks.StructBlock, stored: dict[str, Any]) -> bool:
    """Whether the block itself names a source."""
    return bool(stored.get("sources")) and isinstance(block.child_blocks.get("sources"), blocks.ListBlock)


def _strings(stored: object) -> Iterator[str]:
    if isinstance(stored, str):
        yield stored
    elif isinstance(stored, dict):
        for value in stored.values():
            yield from _strings(value)
    elif isinstance(stored, list):
        for value in stored:
            yield from _strings(value)
