"""Techniques that contradict each other, and guides that contradict the library."""

import pytest
from django.urls import reverse

from guides.editorial.contradictions import Advice, in_note, of_product, within_library
from guides.editorial.contradictions_report import product_contradictions
from guides.models import BodyArea
from tests.support import pages
from tests.support.cast import access, signed_in

LEGS = Advice("Swaps", "Legs", "A baby", 6, "Light", "Not on a rash.")


@pytest.mark.parametrize(
    ("changes", "about"),
    [({"from_weeks": 12}, "age"), ({"pressure": "Gentle"}, "pressure"), ({"cautions": "Never."}, "cautions")],
)
def test_one_area_with_two_answers_is_reported(changes, about):
    other = Advice(**{**LEGS.__dict__, "name": "Rolls", **changes})
    (found,) = within_library([LEGS, other])
    assert (found.about, found.where) == (about, ("Swaps", "Rolls"))


def test_other_areas_and_other_people_do_not_contradict():
    others = [
        Advice(**{**LEGS.__dict__, "area": "Back", "from_weeks": 12}),
        Advice(**{**LEGS.__dict__, "whom": "An adult", "from_weeks": 0}),
    ]
    assert not list(within_library([LEGS, *others]))


@pytest.mark.parametrize(
    ("note", "about"),
    [
        ("Lovely from birth on.", ["age"]),
        ("From 1 month.", ["age"]),
        ("From 3 months.", []),
        ("Use firm pressure.", ["pressure"]),
    ],
)
def test_guide_is_held_against_the_library(note, about):
    assert [row.about for row in in_note(LEGS, guide="A guide", note=note)] == about


@pytest.mark.django_db
def test_report_names_both_techniques(ada, nora):
    legs = BodyArea.objects.create(name="Legs", slug="legs")
    for name, weeks in (("Swaps", 0), ("Rolls", 12)):
        pages.a_technique(name, from_weeks=weeks, areas=[legs])
    shown = signed_in(nora).get(reverse("desk-contradictions")).content.decode()
    assert "from birth" in shown
    assert "from 12 weeks" in shown
    assert access(reverse("desk-contradictions"), {"visitor": None, "ada": ada}) == {
        "visitor": 302,
        "ada": 302,
    }


@pytest.mark.parametrize(
    ("months", "note", "says"),
    [
        (0, "From the second month, after a trial.", ["From the second month"]),
        (0, "For oil, wait for the second month.", ["wait for the second month"]),
        (0, "Lovely from birth.", []),
        (1, "From one month. For hands and feet.", []),
        (1, "From birth on.", ["From birth"]),
        (3, "From 12 weeks.", []),
        (6, "from three months", ["from three months"]),
        (36, "From 3 years.", []),
        (None, "From birth.", []),
        (0, "Use it within 12 months; after 12 months of opening throw it away.", []),
    ],
)
def test_guide_is_held_against_the_product(months, note, says):
    found = of_product("Oil", months=months, wording="Assessed from birth", guide="A guide", note=note)
    assert [row.says[1] for row in found] == says


def test_the_demos_guides_and_products_agree(demo_shop):
    assert not list(product_contradictions())
