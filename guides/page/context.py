"""Template context of a guide's page: blocks, numbered sources, contents, steps, neighbouring parts."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.text import slugify
from wagtail.blocks import StreamValue

from guides.blocks.sign_up import SignUpBlock
from guides.feedback.questions import answered_on
from guides.feedback.services import comments_on
from guides.listing.cards import GuideCard, Series
from guides.listing.snapshot import GuideSnapshot, current_guides, snapshot_version
from guides.listing.topics import Hub
from guides.models import GuidePage, ReaderQuestion, SafetyNote, Source
from guides.page.massage_mode import Screen, screens
from guides.page.prefetch import Loaded, load
from guides.page.source_notes import Places, numbered, title_of
from guides.source_notes import source_ids
from shop.caching.version import LocalCache

HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
FEWEST_FOR_CONTENTS = 3
RELATED_SHOWN = 3


@dataclass
class GuideContext:
    """What the template needs in addition to the page itself."""

    blocks: list[Any]
    texts: dict[str, str]
    card: GuideCard | None
    series: Series | None
    before: GuideCard | None = None
    after: GuideCard | None = None
    related: list[GuideCard] = field(default_factory=list)
    hubs: list[Hub] = field(default_factory=list)
    cited: list[Source] = field(default_factory=list)
    citations: dict[int, int] = field(default_factory=dict)  # the number of each cited source
    noted: Places = field(default_factory=dict)  # the ids of the notes within texts, by source
    contents: list[tuple[str, str]] = field(default_factory=list)
    stops: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    screens: list[Screen] = field(default_factory=list)
    are_withdrawn: bool = False
    comments: list[str] = field(default_factory=list)
    reader_questions: list[ReaderQuestion] = field(default_factory=list)

    @property
    def has_sign_up(self) -> bool:
        """Whether the body has a sign-up form; then the one at the foot is left out."""
        return any(isinstance(block.block, SignUpBlock) for block in self.blocks)

    @property
    def lists_sources(self) -> bool:
        """Whether the body has a place for its sources; else they are listed at its end."""
        return any(block.block_type == "sources" for block in self.blocks)


_contexts: LocalCache[int, GuideContext] = LocalCache(most=300)


def build_context(*, page: GuidePage, is_preview: bool = False) -> GuideContext:
    """The context of a guide's page, cached per process until guides or the day change; not for drafts."""
    if is_preview:
        return _gather(page)
    state = (snapshot_version(), date.today())
    return _contexts.get(page.pk, state=state, make=lambda: _gather(page))


def page_context(page: GuidePage, request: HttpRequest) -> dict[str, Any]:
    """The template context of a guide's page; previews are built afresh."""
    found = build_context(page=page, is_preview=getattr(request, "is_preview", False))
    return vars(found) | {"guide_context": found}


def _gather(page: GuidePage) -> GuideContext:
    loaded = load(page)
    snapshot = current_guides()
    series = snapshot.series.get(_parent_id(page, snapshot))
    card = snapshot.guides.get(page.pk) or next(
        (part for part in (series.parts if series else []) if part.id == page.pk), None
    )
    found = GuideContext(loaded.blocks, loaded.texts, card, series, are_withdrawn=page.is_long_unreviewed)
    if series and card:
        found.before, found.after = _neighbours(series.parts, card)
    found.related = _related(page, card, snapshot)
    if card:
        found.hubs = [hub for hub in snapshot.hubs_of(card) if hub.is_indexable]
    found.cited = _cited(loaded, withdrawn=found.are_withdrawn)
    found.citations = {source.pk: number for number, source in enumerate(found.cited, 1)}
    numbers = {source.pk: (found.citations[source.pk], source) for source in found.cited}
    found.texts, found.noted = numbered(loaded.texts, numbers)
    found.contents = _contents(loaded.blocks, found.texts)
    found.stops = _points(loaded.blocks, SafetyNote.STOP)
    found.warnings = _points(loaded.blocks, SafetyNote.WHEN_NOT)
    found.screens = screens(loaded.blocks)
    found.comments = comments_on(page)
    found.reader_questions = answered_on(page)
    return found


def _related(page: GuidePage, card: GuideCard | None, snapshot: GuideSnapshot) -> list[GuideCard]:
    """Guides to read on with: those chosen by hand that are published, then those that fit."""
    guides = snapshot.guides
    chosen = [guides[pk] for pk in page.related_ids if pk in guides and pk != page.pk]
    by_rule = snapshot.related(card) if card else []
    return list(dict.fromkeys([*chosen, *by_rule]))[:RELATED_SHOWN]


def _parent_id(page: GuidePage, snapshot: GuideSnapshot) -> int:
    """The id of the page's parent, from the snapshot where possible."""
    known = snapshot.guides.get(page.pk)
    if known:
        return known.series.id if known.series else 0
    parent = page.get_parent()
    return parent.pk if parent else 0


def _neighbours(parts: list[GuideCard], card: GuideCard) -> tuple[GuideCard | None, GuideCard | None]:
    place = parts.index(card)
    before = [part for part in parts[:place] if part.is_out]
    return (before[-1] if before else None), (parts[place + 1] if place + 1 < len(parts) else None)


def _cited(loaded: Loaded, *, withdrawn: bool) -> list[Source]:
    """Sources in the order of their first citation, within a text or below it."""
    named: dict[int, Source] = {}
    for block in loaded.blocks:
        noted = [loaded.sources.get(pk) for text in _texts_of(block) for pk in source_ids(text)]
        for source in (*noted, *_listed_by(block, withdrawn=withdrawn)):
            if source:
                named.setdefault(source.pk, source)
    return list(named.values())


def _texts_of(block: StreamValue.StreamChild) -> list[str]:
    """The rich texts of a block that can hold notes, as stored."""
    if block.block_type in {"text", "callout"}:
        return [block.value["text"].source]
    if block.block_type == "questions":
        return [one["answer"].source for one in block.value["questions"]]
    return []


def _listed_by(block: StreamValue.StreamChild, *, withdrawn: bool) -> list[Source | None]:
    """The sources that a block as a whole names."""
    if block.block_type in {"text", "table"}:
        return list(block.value["sources"])
    if block.block_type == "benefits" and not withdrawn:
        return [source for benefit in block.value["benefits"] for source in benefit["sources"]]
    return []


def _contents(blocks: list[Any], texts: dict[str, str]) -> list[tuple[str, str]]:
    """Anchors and titles of the page's headings; empty if there are fewer than three."""
    titles = []
    for block in blocks:
        if block.block_type == "text":
            source = block.value["text"].source
            titles += [title_of(found) for found in HEADING.findall(texts.get(source, source))]
        elif block.block_type != "technique" and (title := _heading(block.value)):
            titles.append(title)
    unique = dict.fromkeys((slugify(title), title) for title in titles)
    return list(unique) if len(unique) >= FEWEST_FOR_CONTENTS else []


def _heading(value: Any) -> str:
    return str(value.get("heading") or "") if hasattr(value, "get") else ""


def _points(blocks: list[Any], kind: str) -> list[str]:
    """The points of all safety notes of one kind."""
    notes = [
        note for block in blocks if block.block_type == "safety" for note in block.value["notes"] if note
    ]
    return list(dict.fromkeys(point for note in notes if note.kind == kind for point in note.points))
