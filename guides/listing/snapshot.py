"""Snapshot of all public guides, series and techniques as lists show them, one per process.

Built in a fixed number of queries, whatever the number of guides, and again only when the guides' cache
version changes. Lists, part links and related guides then need no queries.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from guides.listing.cards import GuideCard, Series
from guides.listing.people import Profile, load_profiles
from guides.listing.queries import (
    announced_cards,
    guide_card,
    load_information,
    load_techniques,
    series_by_path,
    tags_by_guide,
)
from guides.listing.topics import Hub, load_hubs
from guides.listing.version import guides_version
from guides.models import GuideIndexPage, GuidePage, SeriesPage, Technique
from shop.caching.snapshot import Snapshot
from shop.search_engine.bitset import from_indices
from shop.search_engine.information_pages import Information
from shop.search_engine.vocabulary import Vocabulary, words_in


@dataclass(frozen=True)
class GuideSnapshot:
    """All public guides, series and techniques of one cache version."""

    version: str
    url: str
    series: dict[int, Series]
    guides: dict[int, GuideCard]
    techniques: dict[int, Technique]
    information: Information
    profiles: dict[int, Profile] = field(default_factory=dict)
    hubs: dict[str, Hub] = field(default_factory=dict)
    identity: object = field(default_factory=object)  # cache key of what is derived from this snapshot

    @cached_property
    def singles(self) -> list[GuideCard]:
        """Guides outside any series, newest first."""
        return [guide for guide in self.newest if guide.series is None]

    @cached_property
    def entries(self) -> list[Series | GuideCard]:
        """Every series, then the guides outside any series, newest first."""
        return [*self.series.values(), *self.singles]

    @cached_property
    def newest(self) -> list[GuideCard]:
        return sorted(self.guides.values(), key=lambda guide: (guide.since, guide.id), reverse=True)

    @cached_property
    def front(self) -> list[GuideCard]:
        """Three guides for the home page: the first part of each series, then the newest single guides."""
        return [*(series.out[0] for series in self.series.values() if series.out), *self.singles][:3]

    @cached_property
    def words(self) -> Vocabulary:
        """The words of titles, introductions and tags, in the order of `newest`."""
        other = [words_in(guide.introduction, *guide.tags) for guide in self.newest]
        return Vocabulary([words_in(guide.title) for guide in self.newest], other)

    def having(self, ids: Iterable[int]) -> int:
        """Positions in `newest` of the guides with these ids, as a bit set. Unknown ids are ignored."""
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
        """Guides that show a product, newest first."""
        return self._using.get(product, [])

    def showing(self, *, technique: int) -> list[GuideCard]:
        """Guides that show a technique, newest first."""
        return self._showing.get(technique, [])

    def tagged(self, tag: str) -> list[GuideCard]:
        """Guides with a tag, newest first, parts of series included."""
        return self._tagged.get(tag, [])

    def by_topic(self, *, tag: str = "", technique: str = "") -> tuple[str, list[GuideCard]]:
        """The name of a topic and its guides; empty if no guide is about it."""
        known = next((one for one in self.techniques.values() if one.slug == technique), None)
        topic, found = (known.name, self.showing(technique=known.pk)) if known else (tag, self.tagged(tag))
        return (topic, found) if found else ("", [])

    @cached_property
    def profiles_by_slug(self) -> dict[str, Profile]:
        return {profile.slug: profile for profile in self.profiles.values()}

    def hubs_of(self, guide: GuideCard) -> list[Hub]:
        """The topics that a guide belongs to."""
        return [hub for hub in self.hubs.values() if guide in hub.guides]

    def related(self, guide: GuideCard) -> list[GuideCard]:
        """Guides outside its series that share techniques, areas, products or tags, closest first."""
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


def build_snapshot(version: str) -> GuideSnapshot:
    """Read all guides once, without their bodies."""
    techniques = load_techniques()
    root = GuideIndexPage.objects.live().public().first()
    covers = ("cover", "cover__renditions")
    by_path = series_by_path(SeriesPage.objects.live().public().defer("text").prefetch_related(*covers))
    pages = list(
        GuidePage.objects.public().defer("body").select_related("author")
        .prefetch_related(*covers).order_by("path")
    )  # fmt: skip
    found = GuideSnapshot(
        version,
        url=root.url if root else "",
        series={series.id: series for series in by_path.values()},
        guides=_cards(pages, by_path, techniques),
        techniques=techniques,
        information=load_information(root, sorted(by_path.values(), key=lambda series: series.id)),
    )
    found.profiles.update(load_profiles(found.newest))
    found.hubs.update(load_hubs(found.newest, techniques))
    return found


def _cards(
    pages: list[GuidePage], by_path: dict[str, Series], techniques: dict[int, Technique]
) -> dict[int, GuideCard]:
    """The cards of live guides by their keys. Each part joins its series, announced ones, too."""
    announced = announced_cards([page for page in pages if not page.live])
    guides, tags = {}, tags_by_guide()
    for page in pages:
        series = by_path.get(page.path[: -GuidePage.steplen])
        card = guide_card(page, techniques, tags[page.pk]) if page.live else announced.get(page.pk)
        if card is None or not (page.live or series):
            continue
        if series:
            series.parts.append(card)
            card.series, card.number = series, len(series.parts)
        if page.live:
            guides[page.pk] = card
    return guides


_built: Snapshot[GuideSnapshot] = Snapshot()


def current_guides() -> GuideSnapshot:
    """This process's snapshot; for a moment after a change, the one before it."""
    return _built.current(guides_version, build_snapshot)


def snapshot_version() -> str:
    """The version of the snapshot in use: pages rendered from an older one mustn't be cached as new."""
    return current_guides().version
