"""Guides and series as lists show them: the entries of the snapshot."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


@dataclass(eq=False)
class GuideCard:
    """A guide as lists show it. An announced part has no address yet."""

    id: int
    title: str
    introduction: str
    url: str = ""
    minutes: int = 1
    number: int = 0
    series: "Series | None" = None
    tags: tuple[str, ...] = ()
    techniques: frozenset[int] = frozenset()
    products: frozenset[int] = frozenset()
    areas: frozenset[str] = frozenset()
    cover: Any = None
    cover_alt: str = ""
    author: str = ""
    author_id: int | None = None
    reviewer_id: int | None = None
    published: datetime | None = None
    updated: datetime | None = None
    due: datetime | None = None
    is_original: bool = True  # what was taken over stands elsewhere for search engines

    @property
    def is_out(self) -> bool:
        return bool(self.url)

    @property
    def since(self) -> float:
        """The time of publication as a number, for sorting."""
        return self.published.timestamp() if self.published else 0.0

    @cached_property
    def card(self) -> str:
        """The whole card, rendered once."""
        return SafeString(render_to_string("guides/partials/guide_card.html", {"guide": self}))

    @cached_property
    def plain_card(self) -> str:
        """The card without its picture, for places below the cover of its series."""
        context = {"guide": self, "is_plain": True}
        return SafeString(render_to_string("guides/partials/guide_card.html", context))


@dataclass(eq=False)
class Series:
    """A series with its parts in order, announced parts included."""

    id: int
    slug: str
    title: str
    introduction: str
    url: str
    cover: Any = None
    cover_alt: str = ""
    parts: list[GuideCard] = field(default_factory=list)
    is_series = True  # in a list of entries

    @property
    def out(self) -> list[GuideCard]:
        return [part for part in self.parts if part.is_out]

    @property
    def announced(self) -> GuideCard | None:
        """The next part that isn't published yet."""
        return next((part for part in self.parts if not part.is_out), None)

    @cached_property
    def card(self) -> str:
        return SafeString(render_to_string("guides/partials/series_card.html", {"series": self}))
