"""The table of techniques, filtered by body area and age through plain links."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from guides.listing.cards import GuideCard
from guides.listing.snapshot import GuideSnapshot
from guides.models import BodyArea, Technique

AGES = (("0", "In the first month"), ("4", "At one month"), ("9", "At two months"), ("26", "At six months"))
ADULT = "adult"
GUIDES_SHOWN = 5


@dataclass(frozen=True)
class Choice:
    """A filter option and the URL that selects or clears it."""

    name: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Row:
    """A technique and the guides that show it."""

    technique: Technique
    all_guides: list[GuideCard]

    @property
    def guides(self) -> list[GuideCard]:
        """The newest five; a link leads to the rest."""
        return self.all_guides[:GUIDES_SHOWN]

    @property
    def further(self) -> int:
        """How many more there are."""
        return len(self.all_guides[GUIDES_SHOWN:])

    @property
    def figure(self) -> str:
        """The drawing with the first area that can be highlighted; empty for adults."""
        return str(self._lit.figure_file) if self._lit else ""

    @property
    def part(self) -> str:
        """The highlighted part of the drawing."""
        return str(self._lit.part) if self._lit else ""

    @property
    def _lit(self) -> BodyArea | None:
        if self.technique.whom == self.technique.ADULT:
            return None
        return next((area for area in self.technique.areas.all() if area.figure and area.part), None)


@dataclass(frozen=True)
class Table:
    """The rows and filters of the page."""

    rows: list[Row]
    areas: list[Choice]
    ages: list[Choice]
    total: int
    asked: str  # area and age in one word

    @property
    def is_filtered(self) -> bool:
        return any(choice.is_chosen for choice in (*self.areas, *self.ages))


def table(*, library: GuideSnapshot, asked: Mapping[str, str]) -> Table:
    """The techniques for an area and an age. Unknown values are ignored."""
    techniques = list(library.techniques.values())
    areas = {area.slug: area for technique in techniques for area in technique.areas.all()}
    chosen = {"area": asked.get("area", ""), "age": asked.get("age", "")}
    ages = dict((*AGES, (ADULT, "Adults")))
    chosen["area"] = chosen["area"] if chosen["area"] in areas else ""
    chosen["age"] = chosen["age"] if chosen["age"] in ages else ""
    shown = [technique for technique in techniques if _fits(technique, **chosen)]
    shown.sort(key=lambda technique: technique.whom == technique.ADULT)  # babies first, else as they were
    in_order = sorted(areas.values(), key=lambda area: (area.place, area.name))
    return Table(
        rows=[Row(technique, library.showing(technique=technique.pk)) for technique in shown],
        areas=[_choice("area", area.slug, area.name, chosen) for area in in_order],
        ages=[_choice("age", value, name, chosen) for value, name in ages.items()],
        total=len(techniques),
        asked="|".join(chosen.values()),
    )


def _fits(technique: Technique, *, area: str, age: str) -> bool:
    if area and area not in {one.slug for one in technique.areas.all()}:
        return False
    is_adults = technique.whom == technique.ADULT
    if not age or age == ADULT:
        return not age or is_adults
    return not is_adults and technique.from_weeks <= int(age)


def _choice(group: str, value: str, name: str, chosen: dict[str, str]) -> Choice:
    is_chosen = chosen[group] == value
    query = urlencode(
        {key: one for key, one in (chosen | {group: "" if is_chosen else value}).items() if one}
    )
    return Choice(name, f"?{query}" if query else "?", is_chosen)
