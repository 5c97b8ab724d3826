"""The library: every public guide, series and technique as lists show them, kept per process.

Built in a handful of queries whatever their number, and again only when the guides' version
changes; lists, part links and related guides then cost a page nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.models import Revision

from guides.listing.version import guides_version
from guides.models import BodyArea, GuideIndexPage, GuidePage, GuideTag, InfoPage, SeriesPage, Technique
from shop.caching.snapshot import Snapshot
from shop.search_engine.bitset import from_indices
from shop.search_engine.information_pages import Information
from shop.search_engine.suggestions import Link
from shop.search_engine.vocabulary import Vocabulary, words_in


@dataclass(eq=False)
class GuideCard:
    """A guide as lists show it; an announced part has no address yet."""

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
    published: datetime | None = None
    updated: datetime | None = None
    due: datetime | None = None

    @property
    def is_out(self) -> bool:
        return bool(self.url)

    @property
    def since(self) -> float:
        """When it came out, for sorting."""
        return self.published.timestamp() if self.published else 0.0

    @cached_property
    def card(self) -> str:
        """The whole card, rendered once."""
        return SafeString(render_to_string("components/guide_card.html", {"guide": self}))

    @cached_property
    def plain_card(self) -> str:
        """The card where its picture stands already, such as below the series' own."""
        context = {"guide": self, "is_plain": True}
        return SafeString(render_to_string("components/guide_card.html", context))


@dataclass(eq=False)
class Series:
    """A series with its parts in order, the announced ones among them."""

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
        """The next part that isn't out yet."""
        return next((part for part in self.parts if not part.is_out), None)

    @cached_property
    def card(self) -> str:
        return SafeString(render_to_string("components/series_card.html", {"series": self}))


@dataclass(frozen=True)
class GuideSnapshot:
    """All of it."""

    version: str
    url: str
    series: dict[int, Series]
    guides: dict[int, GuideCard]
    techniques: dict[int, Any]
    information: Information
    identity: object = field(default_factory=object)  # what is kept of this very library goes by it

    @cached_property
    def singles(self) -> list[GuideCard]:
        """Guides that belong to no series, newest first."""
        return [guide for guide in self.newest if guide.series is None]

    @cached_property
    def entries(self) -> list[Series | GuideCard]:
        """Every series, then every guide that belongs to none, newest first."""
        return [*self.series.values(), *self.singles]

    @cached_property
    def newest(self) -> list[GuideCard]:
        return sorted(self.guides.values(), key=lambda guide: (guide.since, guide.id), reverse=True)

    @cached_property
    def front(self) -> list[GuideCard]:
        """Three for the home page: where each series begins, then the newest single guides."""
        return [*(series.out[0] for series in self.series.values() if series.out), *self.singles][:3]

    @cached_property
    def words(self) -> Vocabulary:
        """What guides are called and about, newest first."""
        said = [words_in(guide.introduction, *guide.tags) for guide in self.newest]
        return Vocabulary([words_in(guide.title) for guide in self.newest], said)

    def having(self, ids: Iterable[int]) -> int:
        """The set of the guides with these ids, in `newest`, as a bit set; other ids are left out."""
        return from_indices((self._places[pk] for pk in ids if pk in self._places), len(self.newest))

    @cached_property
    def _places(self) -> dict[int, int]:
        return {guide.id: place for place, guide in enumerate(self.newest)}

    @cached_property
    def _using(self) -> dict[int, list[GuideCard]]:
        return self._by(lambda guide: guide.products)

    @cached_property
    def _showing(self) -> dict[int, list[GuideCard]]:
        return self._by(lambda guide: guide.techniques)

    @cached_property
    def _tagged(self) -> dict[str, list[GuideCard]]:
        return self._by(lambda guide: guide.tags)

    def _by[K](self, keys: Callable[[GuideCard], Iterable[K]]) -> dict[K, list[GuideCard]]:
        found = defaultdict(list)
        for guide in self.newest:
            for key in dict.fromkeys(keys(guide)):
                found[key].append(guide)
        return dict(found)

    def using(self, *, product: int) -> list[GuideCard]:
        """Guides that name a product, the newest first."""
        return self._using.get(product, [])

    def showing(self, *, technique: int) -> list[GuideCard]:
        """Guides that show a technique."""
        return self._showing.get(technique, [])

    def tagged(self, tag: str) -> list[GuideCard]:
        """Guides with a tag, parts of series among them."""
        return self._tagged.get(tag, [])

    def by_topic(self, *, tag: str = "", technique: str = "") -> tuple[str, list[GuideCard]]:
        """What a list is about, in words, and its guides; nothing for what no guide is about."""
        known = next((one for one in self.techniques.values() if one.slug == technique), None)
        topic, found = (known.name, self.showing(technique=known.pk)) if known else (tag, self.tagged(tag))
        return (topic, found) if found else ("", [])

    def related(self, guide: GuideCard) -> list[GuideCard]:
        """Guides outside its series that share techniques, areas, products or tags; the closest first."""
        scored = [(_kinship(guide, other), other) for other in self.newest if other is not guide]
        others = [
            (score, other)
            for score, other in scored
            if score and not (other.series and other.series is guide.series)
        ]
        return [other for _, other in sorted(others, key=lambda pair: -pair[0])]


def _kinship(one: GuideCard, other: GuideCard) -> int:
    shared = len(one.techniques & other.techniques) * 3 + len(one.areas & other.areas)
    return shared + len(one.products & other.products) * 2 + len(set(one.tags) & set(other.tags)) * 2


def _techniques() -> dict[int, Any]:
    areas = Prefetch("areas", queryset=BodyArea.objects.live())
    live = Technique.objects.live().select_related("picture")
    found = live.prefetch_related(areas, "picture__renditions")
    return {technique.pk: technique for technique in found}


def _series(series: Iterable[Any]) -> dict[str, Series]:
    """By their place in the page tree."""
    return {
        page.path: Series(
            id=page.pk,
            slug=page.slug,
            title=page.title,
            introduction=page.introduction,
            url=page.url or "",
            cover=page.cover,
            cover_alt=page.cover_alt,
        )
        for page in series
    }


def _tags() -> dict[int, list[str]]:
    """The tags of every guide; asked of each page they would be a query each."""
    found = defaultdict(list)
    for guide, name in GuideTag.objects.order_by("pk").values_list("content_object_id", "tag__name"):
        found[guide].append(name)
    return found


def _card(page: Any, techniques: dict[int, Any], tags: list[str]) -> GuideCard:
    facts = page.facts
    used = frozenset(facts.get("techniques", ())) & techniques.keys()
    areas = {area.slug for pk in used for area in techniques[pk].areas.all()}
    return GuideCard(
        id=page.pk,
        title=page.title,
        introduction=page.introduction,
        url=page.url or "",
        minutes=facts.get("minutes", 1),
        tags=tuple(tags),
        techniques=used,
        products=frozenset(facts.get("products", ())),
        areas=frozenset(areas),
        cover=page.cover,
        cover_alt=page.cover_alt,
        author=page.public_author.name if page.public_author else "",
        published=page.first_published_at,
        updated=page.last_published_at,
    )


def _announced(pages: list[Any]) -> dict[int, GuideCard]:
    """Drafts with a teaser, as their latest draft has it, by page."""
    drafts = Revision.objects.filter(pk__in=[page.latest_revision_id for page in pages])
    latest = {int(draft.object_id): draft.content for draft in drafts}
    cards = {}
    for page in pages:
        content = latest.get(page.pk, {"title": page.title, "teaser": page.teaser})
        if content.get("teaser"):
            cards[page.pk] = GuideCard(id=page.pk, title=content["title"], introduction=content["teaser"])
            cards[page.pk].due = page.go_live_at
    return cards


def _information(root: Any, series: Collection[Series]) -> Information:
    """Pages of information, the list of guides, and where each series begins."""
    pages = list(InfoPage.objects.live().public())
    links = [Link(page.title, page.url or "", page.intro) for page in pages]
    texts = [" ".join(page.body.stream_block.get_searchable_content(page.body)) for page in pages]
    links += [Link(one.title, one.url, one.introduction) for one in series]
    links += [Link(root.title, root.url or "")] if root else []
    return Information(links, [*texts, *[""] * (len(links) - len(texts))])


def build_snapshot(version: str) -> GuideSnapshot:
    """Read all guides once, without their bodies."""
    techniques = _techniques()
    root = GuideIndexPage.objects.live().public().first()
    covers = ("cover", "cover__renditions")
    by_path = _series(SeriesPage.objects.live().public().defer("text").prefetch_related(*covers))
    pages = list(
        GuidePage.objects.public().defer("body").select_related("author")
        .prefetch_related(*covers).order_by("path")
    )  # fmt: skip
    announced = _announced([page for page in pages if not page.live])
    guides, tags = {}, _tags()
    for page in pages:
        series = by_path.get(page.path[: -GuidePage.steplen])
        card = _card(page, techniques, tags[page.pk]) if page.live else announced.get(page.pk)
        if card is None or not (page.live or series):
            continue
        if series:
            series.parts.append(card)
            card.series, card.number = series, len(series.parts)
        if page.live:
            guides[page.pk] = card
    return GuideSnapshot(
        version,
        url=root.url if root else "",
        series={series.id: series for series in by_path.values()},
        guides=guides,
        techniques=techniques,
        information=_information(root, sorted(by_path.values(), key=lambda series: series.id)),
    )


_built: Snapshot[GuideSnapshot] = Snapshot()


def current_guides() -> GuideSnapshot:
    """This process's library; for a moment after a change, the one before it."""
    return _built.current(guides_version, build_snapshot)


def snapshot_version() -> str:
    """The version of the library in use: pages made from the one before must not be kept as new."""
    return current_guides().version
