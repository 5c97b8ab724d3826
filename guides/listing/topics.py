"""Topics with the guides, techniques and products that fit them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from wagtail.blocks import StreamValue

from guides.listing.cards import GuideCard
from guides.models import Technique, Topic
from shop.catalogue.listing.item import ListingItem
from shop.catalogue.listing.snapshot import current_catalogue

FEWEST_GUIDES = 2  # with fewer, a hub says no more than the guide itself
PRODUCTS_SHOWN = 4


@dataclass(eq=False)
class Hub:
    """A topic's page."""

    topic: Topic
    guides: list[GuideCard] = field(default_factory=list)
    techniques: list[Technique] = field(default_factory=list)
    products: list[int] = field(default_factory=list)  # ids, those chosen by hand first

    @property
    def url(self) -> str:
        return reverse("guides-topic", args=[self.topic.slug])

    @property
    def name(self) -> str:
        return self.topic.name

    @property
    def is_indexable(self) -> bool:
        """Whether it has words of its own and enough guides."""
        return bool(self.topic.text.strip()) and len(self.guides) >= FEWEST_GUIDES

    @property
    def updated(self) -> datetime | None:
        changes = [self.topic.last_published_at, *(guide.updated for guide in self.guides)]
        return max((at for at in changes if at), default=None)


def load_hubs(guides: Sequence[GuideCard], techniques: Mapping[int, Technique]) -> dict[str, Hub]:
    """Published topics by slug, in their order; `guides` come newest first. One query."""
    topics = Topic.objects.live().select_related("area", "technique")
    return {topic.slug: build_hub(topic, guides, techniques) for topic in topics}


def build_hub(topic: Topic, guides: Sequence[GuideCard], techniques: Mapping[int, Technique]) -> Hub:
    """A topic's hub, also of a draft."""
    fitting = {pk: technique for pk, technique in techniques.items() if _fits(technique, topic)}
    known = {guide.id: guide for guide in guides}
    chosen = [known[pk] for pk in _ids(topic.chosen) if pk in known]
    by_rule = [guide for guide in guides if _about(guide, topic, fitting)]
    found = list(dict.fromkeys([*chosen, *by_rule]))
    return Hub(topic, found, list(fitting.values()), _products(topic, found))


def fitting_products(hub: Hub) -> list[ListingItem]:
    """The first products of a hub that can be bought, as lists show them."""
    known = current_catalogue().by_id
    there = (known[pk] for pk in hub.products if pk in known)
    return [item for item in there if item.is_available][:PRODUCTS_SHOWN]


def by_kind(hubs: Iterable[Hub]) -> list[tuple[str, list[Hub]]]:
    """Hubs under the names of their kinds, in the order of the kinds."""
    kinds = [kind for kind, _ in Topic.KINDS]
    ordered = sorted(hubs, key=lambda hub: kinds.index(hub.topic.kind))
    grouped = groupby(ordered, key=lambda hub: hub.topic.get_kind_display())
    return [(name, list(rows)) for name, rows in grouped]


def _ids(chosen: StreamValue) -> list[int]:
    """What was chosen, without loading it."""
    return [row["value"] for row in chosen.get_prep_value() if row["value"]]


def _fits(technique: Technique, topic: Topic) -> bool:
    """Whether a technique is one that the topic is about."""
    is_adults = technique.whom == Technique.ADULT
    in_area = topic.area_id in {area.pk for area in technique.areas.all()}
    of_age = topic.weeks is not None and not is_adults and technique.from_weeks <= topic.weeks
    return technique.pk == topic.technique_id or in_area or of_age or technique.whom == topic.whom


def _about(guide: GuideCard, topic: Topic, fitting: Mapping[int, Technique]) -> bool:
    return bool(guide.techniques & fitting.keys()) or bool(topic.tag and topic.tag in guide.tags)


def _products(topic: Topic, guides: list[GuideCard]) -> list[int]:
    """Chosen by hand, then those that most of its guides show."""
    shown = Counter(pk for guide in guides for pk in sorted(guide.products))
    return list(dict.fromkeys([*_ids(topic.products), *(pk for pk, _ in shown.most_common())]))
