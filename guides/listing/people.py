"""Authors and reviewers as their pages show them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from wagtail.images.models import AbstractImage

from guides.listing.cards import GuideCard
from guides.models import Person


@dataclass(eq=False)
class Profile:
    """The public page of a person."""

    pk: int
    slug: str
    name: str
    credentials: str
    biography: str
    picture: AbstractImage | None
    links: list[tuple[str, str]]  # label and address
    written: list[GuideCard] = field(default_factory=list)
    reviewed: list[GuideCard] = field(default_factory=list)

    @property
    def url(self) -> str:
        return reverse("guides-person", args=[self.slug])

    @property
    def guides(self) -> list[GuideCard]:
        """Each guide once."""
        return list(dict.fromkeys([*self.written, *self.reviewed]))

    @property
    def updated(self) -> datetime | None:
        """The last change of one of the guides."""
        return max((guide.updated for guide in self.guides if guide.updated), default=None)

    @property
    def same_as(self) -> list[str]:
        """Addresses elsewhere on the web."""
        return [url for _, url in self.links if url.startswith("http")]


def load_profiles(guides: Iterable[GuideCard]) -> dict[int, Profile]:
    """By id, the published people with a biography and a published guide; `guides` come newest first."""
    written, reviewed = defaultdict(list), defaultdict(list)
    for guide in guides:
        written[guide.author_id].append(guide)
        reviewed[guide.reviewer_id].append(guide)
    people = Person.objects.live().exclude(biography="").exclude(slug=None).select_related("picture")
    named = people.filter(pk__in={*written, *reviewed} - {None}).prefetch_related("picture__renditions")
    return {person.pk: _profile(person, written[person.pk], reviewed[person.pk]) for person in named}


def _profile(person: Person, written: list[GuideCard], reviewed: list[GuideCard]) -> Profile:
    return Profile(
        pk=person.pk,
        slug=person.slug or "",
        name=person.name,
        credentials=person.credentials,
        biography=person.biography,
        picture=person.picture,
        links=[(block.value["label"], block.value["url"]) for block in person.links],
        written=written,
        reviewed=reviewed,
    )
