"""Every derived badge: what the precautions limit is never claimed alone."""

from pathlib import Path

from django.conf import settings

from shop.catalogue.labelling.badges import BADGES
from shop.catalogue.listing.snapshot import current_catalogue
from tests.support.factories import a_product

# For each badge a sentence that limits it, and what may not stand alone beside that sentence.
LIMITS = {
    "fragrance": ("Filled on a line that also fills perfumed oils.", "Fragrance-free"),
    "age": ("Not for babies under 3 months.", "Assessed from birth"),
    "nuts": ("May contain traces of nuts.", "Made without nut oils"),
}
ALMOND = "Prunus Amygdalus Dulcis Oil"
NOT_LIMITED_BY_A_TEXT = {"organic"}  # the certificate's dates limit it


def test_every_badge_has_a_limit() -> None:
    assert set(LIMITS) | NOT_LIMITED_BY_A_TEXT == set(BADGES)


def test_no_template_words_a_badge_itself() -> None:
    claims = [claim for _, claim in LIMITS.values()]
    for file in Path(settings.BASE_DIR, "templates").rglob("*.html"):
        assert not [claim for claim in claims if f'badge">{claim}' in file.read_text()], file


def test_lists_and_searches_from_birth_leave_it_out(client, db) -> None:
    a_product("Limited oil", min_age_months=0, precautions="Not for babies under 3 months.")
    a_product("Plain oil", min_age_months=0)
    assert {item.title for item in current_catalogue().items if item.from_birth} == {"Plain oil"}
    for path in ("/shop/?birth=yes", "/search/?q=from+birth"):
        page = client.get(path).content.decode()
        assert "/shop/plain-oil/" in page
        assert "/shop/limited-oil/" not in page
    assert "From 3 months" in client.get("/shop/limited-oil/").content.decode()


def test_an_oil_of_nuts_says_so_instead_of_traces(db) -> None:
    almond = a_product(inci=ALMOND, precautions="Contains sweet almond oil (tree nut).")
    assert BADGES["nuts"](almond) == "Contains sweet almond (tree nut)"
    assert almond.traces_note == ""


def test_an_oil_of_nuts_says_its_other_traces_too(db) -> None:
    almond = a_product(inci=ALMOND, precautions="May contain traces of nuts and sesame.")
    assert BADGES["nuts"](almond) == "Contains sweet almond (tree nut); may contain traces of sesame"
