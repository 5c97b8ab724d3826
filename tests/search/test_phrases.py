"""Plain English is searched as it stands: nothing is altered, and nothing else is offered.

The phrases are taken from the demo itself: its titles, texts, navigation and pages of information.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client, override_settings

from guides.listing.snapshot import current_guides
from shop.catalogue.listing.snapshot import current_catalogue
from shop.catalogue.models import Product
from shop.search.services import Found, search
from shop.search_engine.bitset import indices
from tests.search.test_query import NUT_FREE
from tests.support import demo_shop
from tests.support.all_caches import empty_caches

EVERYDAY = """
free delivery|delivery|returns|dairy free|paraben free|sun flower|baby oil|lotion|voucher|gift card
sensitive skin|dry skin|newborn essentials|massage oil for babies|best oil for baby|organic oil|vegan
cruelty free|sulphate free|gluten free|sugar free|alcohol free|no nasties|is it safe|how to use
track my order|cancel order|change my address|opening hours|phone number|contact|about us|discount|sale
student discount|next day delivery|click and collect|highlands and islands|northern ireland|ireland
refund|faulty|broken bottle|lid|pump|dropper|travel size|big bottle|for mum|for dad|baby shower
christening present|bath time|bedtime routine|sleep|toddlers|twins|premature baby|nappy change
muslin squares|bundle|starter kit|refill|recycling|glass bottle|plastic free|palm oil free|mineral oil
coconut|olive oil|almond|shea butter|vitamin e|calendula|chamomile|lavender|tea tree|oats|honey|cream
balm|soap|shampoo|wash|wipes|towel|sheet|fleet|feat|turns|every|safe for newborns|face|hair|hands|feet
legs|tummy|back
""".strip().replace("\n", "|").split("|")  # fmt: skip
SLIPS = {"jojba": "jojoba", "calendulla": "calendula", "sunflwer oil": "sunflower oil", "exzema": "eczema"}


@pytest.fixture(scope="module", autouse=True)
def _demo(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        with override_settings(MEDIA_ROOT=demo_shop.restore()):
            yield
        django_db_setup()
    empty_caches()


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    """No case changes the demo: each reads what the first has built from it, 0.1 seconds of work."""


def found(text: str) -> Found:
    return search(text=text, catalogue=current_catalogue())


def slugs(text: str) -> list[str]:
    catalogue = current_catalogue()
    return [catalogue.items[place].slug for rank in found(text).ranked for place in indices(rank)]


def sentences(html: str) -> Iterator[str]:
    for sentence in re.split(r"[.;:?!()\n]", BeautifulSoup(html, "html.parser").get_text(" ")):
        yield " ".join(sentence.split()[:6])


def phrases() -> set[str]:
    """Titles, navigation and the beginnings of all sentences that the shop says itself."""
    home = BeautifulSoup(Client().get("/").content, "html.parser")
    said = {link.get_text(" ", strip=True) for link in home.select("nav a, footer a")}
    for address in ("/delivery/", "/returns/", "/about/", "/privacy/", "/contact/", "/accessibility/"):
        said |= set(sentences(str(BeautifulSoup(Client().get(address).content, "html.parser").main)))
    for product in Product.objects.filter(is_public=True):
        texts = (product.title, product.summary, product.description, product.directions, product.precautions)
        said |= {one for text in texts for one in sentences(text)}
    said |= {guide.title for guide in current_guides().newest}
    return {one for one in said if one}


def test_nothing_the_shop_says_itself_is_altered() -> None:
    said = phrases()
    assert len(said) > 300
    assert not {one: found(one).meant for one in said if found(one).meant}


@pytest.mark.parametrize("text", EVERYDAY)
def test_nothing_people_ask_every_day_is_altered(text: str) -> None:
    assert found(text).meant == ""


@pytest.mark.parametrize(("typed", "meant"), SLIPS.items())
def test_a_slip_is_corrected_and_said(typed: str, meant: str) -> None:
    as_meant = search(text=meant, catalogue=current_catalogue())
    assert (found(typed).ranked, found(typed).health) == (as_meant.ranked, as_meant.health)
    page = BeautifulSoup(Client().get("/search/", {"q": typed}).content, "html.parser")
    assert page.h1.get_text() == f"“{meant}”"
    assert f"Nothing matches “{typed}”" in page.main.get_text()


@pytest.mark.parametrize(("typed", "meant"), SLIPS.items())
def test_on_request_a_slip_is_only_asked_about(typed: str, meant: str) -> None:
    page = BeautifulSoup(Client().get("/search/", {"q": typed, "as": "typed"}).content, "html.parser")
    link = next(link for link in page.main.find_all("a") if link.get_text() == meant)
    assert link.parent.get_text(strip=True).startswith("Did you mean")
    assert page.h1.get_text() == f"“{typed}”"


@pytest.mark.parametrize("text", NUT_FREE)
def test_without_nuts_there_is_never_almond_oil(text: str) -> None:
    shown = slugs(text)
    assert "everyday-massage-oil" in shown
    assert "sweet-almond-oil" not in shown
    assert "May contain traces of nuts" in Client().get("/search/", {"q": text}).content.decode()


def test_every_link_of_the_menus_is_found_by_its_words() -> None:
    home = BeautifulSoup(Client().get("/").content, "html.parser")
    for link in home.select(".site-footer nav a"):
        page = BeautifulSoup(Client().get("/search/", {"q": link.get_text()}).content, "html.parser").main
        text = page.get_text()
        assert page.select_one(f'a[href="{link["href"]}"]') or "/category/" in link["href"], text


def test_every_sku_and_size_finds_its_product() -> None:
    for product in Product.objects.filter(is_public=True).exclude(structure="parent"):
        for sku in product.stockrecords.values_list("partner_sku", flat=True):
            assert slugs(sku) == [product.sheet.slug], sku
        if product.volume_ml:
            assert product.sheet.slug in slugs(f"{product.volume_ml}ml")


@pytest.mark.parametrize("text", ["gift", "gifts", "present", "newborn gift"])
def test_a_gift_is_a_set(text: str) -> None:
    assert "newborn-massage-set" in slugs(text)


@pytest.mark.parametrize("text", ["unscented", "perfume-free", "fragrance free", "fragrance-free oil"])
def test_what_has_no_fragrance_is_found(text: str) -> None:
    assert len(slugs(text)) > 9


@pytest.mark.parametrize("text", ["eczema", "oil for cradle cap", "colic", "baby eczema", "nut allergy"])
def test_health_is_answered_with_whom_to_ask_and_no_product(text: str) -> None:
    main = BeautifulSoup(Client().get("/search/", {"q": text}).content, "html.parser").main
    assert "We can’t advise on" in main.get_text()
    assert main.select_one('a[href="https://111.nhs.uk/"]')
    assert not main.select(".product-card, a[href^='/shop/']")
    assert not Client().get("/search/suggest/", {"q": text}).json()["items"]
