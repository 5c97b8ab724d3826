"""Awards and other certificates: their badges, and what the claims check lets pass because of them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.documents import get_document_model

from guides.claims.content.substantiation import proofs_of
from guides.claims.review.gate import blocking
from shop.catalogue.listing.proof import read_proof
from shop.catalogue.models import Certificate, Product
from tests.guides.claims.pages import an_info_page
from tests.support.factories import a_product
from tests.support.html import words_of

pytestmark = pytest.mark.django_db
WORDS = "Our award-winning oil."


def an_award(*products: Product, days: int = 0, **fields: Any) -> Certificate:
    """Its last day is so many days from now."""
    given = {"kind": "award", "title": "Best Baby Oil", "body": "Example Awards", "year": 2026} | fields
    last = timezone.localdate() + timedelta(days=days)
    first = date(2020, 1, 1)
    award = Certificate.objects.create(licence_number="Oils", valid_from=first, valid_to=last, **given)
    award.shown_on.set(products)
    return award


@pytest.mark.parametrize(("days", "shown"), [(0, True), (-1, False)])
def test_a_badge_stands_on_the_products_page_until_its_last_day(
    days: int, shown: bool, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        product = a_product()
        an_award(product, days=days)
    page = words_of(Client().get(product.get_absolute_url()))
    assert ("Best Baby Oil (Example Awards 2026)" in page) is shown


def test_another_products_page_has_no_badge(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        other = a_product("Other oil")
        an_award(a_product())
    assert "Best Baby Oil" not in words_of(Client().get(other.get_absolute_url()))


def test_the_home_page_has_those_of_the_shop_and_of_products_on_sale() -> None:
    an_award(title="Best shop")
    an_award(a_product(), title="Best oil")
    an_award(a_product("Draft", is_public=False), title="Best draft")
    said = " ".join(read_proof().awards)
    assert "Best shop" in said and "Best oil" in said and "Best draft" not in said


def test_an_award_is_no_organic_certificate() -> None:
    product = a_product(organic_percent=99, certificate=an_award())
    assert product.organic_claim == "" and read_proof().certificates == ()


def test_a_product_may_be_called_what_its_own_award_proves() -> None:
    winner, other = a_product(), a_product("Other oil")
    an_award(winner)
    assert "award" in proofs_of(winner)
    assert "award" not in proofs_of(other)


@pytest.mark.parametrize(("days", "stopped"), [(None, {"C141"}), (-1, {"C141"}), (0, set())])
def test_a_page_says_award_winning_only_while_an_award_is_in_date(
    days: int | None, stopped: set[str]
) -> None:
    if days is not None:
        an_award(a_product(), days=days)
    assert {one.rule.code for one in blocking(an_info_page(WORDS))} == stopped


def test_a_year_alone_proves_no_award() -> None:
    page = an_info_page("Our oil, award-winning in 2025 [1].")
    assert {one.rule.code for one in blocking(page)} == {"C141"}


@pytest.mark.parametrize("field", ["title", "year", "evidence"])
def test_an_award_says_what_when_and_by_what_it_is_proven(field: str, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    file = get_document_model().objects.create(title="Letter", file=ContentFile(b"%PDF-", name="letter.pdf"))
    day = date(2026, 1, 1)
    whole = {"kind": "award", "title": "Best", "body": "Awards", "licence_number": "1", "year": 2026}
    award = Certificate(**whole, evidence=file, valid_from=day, valid_to=day)
    award.full_clean()
    setattr(award, field, None if field != "title" else "")
    with pytest.raises(ValidationError) as refused:
        award.full_clean()
    assert set(refused.value.message_dict) == {field}
