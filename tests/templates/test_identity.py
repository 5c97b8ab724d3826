"""The trader's identity comes from one partial on pages, in emails, terms and PDF, without empty parts."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.template.loader import render_to_string
from django.test import Client

from guides.newsletter.models import FreeGuide
from shop.mail.compose import identity
from shop.mail.kinds import kind_of
from shop.order.terms import _first_body
from tests.mail import examples

pytestmark = pytest.mark.django_db
ROOT = Path(project.BASE_DIR)
PARTIAL = "templates/components/trader_registration.txt"
TERMS = "shop/order/first_terms.html"  # a sentence of its own, stored once as a legal text
DOCUMENT = "templates/documents/pdf/document.html"  # the registration as stored on the day of issue
# What a part leaves behind when it is printed without its setting.
HOLLOW = re.compile(
    r"(?:number|no\.|registered in|under number|Registered in)\s*(?:[.,<;]|$)|, ,|\.\.", re.MULTILINE
)
WITHOUT: dict[str, dict[str, Any]] = {
    "company number": {"company_number": "", "registered_in": ""},
    "place of registration": {"registered_in": ""},
    "VAT number": {"vat_number": ""},
    "telephone": {"phone": ""},
    "all of them": {"company_number": "", "registered_in": "", "vat_number": "", "phone": ""},
}


@pytest.fixture(params=WITHOUT)
def without(request: Any, settings: Any) -> str:
    """A trader without one of the details, and the words that must not appear."""
    settings.TRADER = {**settings.TRADER, **WITHOUT[request.param]}
    settings.VAT_REGISTERED = bool(settings.TRADER["vat_number"])
    return str(request.param)


def is_true(text: str, settings: Any) -> bool:
    """Whether it names nothing that the trader hasn’t got."""
    hollow = HOLLOW.search(text)
    assert not hollow, text[max(0, hollow.start() - 80) : hollow.end() + 20] if hollow else ""
    assert ("VAT number" in text) <= settings.VAT_REGISTERED
    assert not re.search(r"Company number|company number", text) or settings.TRADER["company_number"]
    return True


def test_only_the_partial_names_the_registration() -> None:
    parts = re.compile(r"trader\.(?:company_number|registered_in|vat_number)")
    files = [
        *(ROOT / "templates").rglob("*.*"),
        *(ROOT / "shop").rglob("*.html"),
        *(ROOT / "guides").rglob("*.html"),
    ]
    found = {str(file.relative_to(ROOT)) for file in files if parts.search(file.read_text())}
    assert found == {PARTIAL, TERMS, DOCUMENT}


@pytest.mark.parametrize("kind", examples.kind_names())
def test_every_email(kind: str, without: str, settings: Any) -> None:
    row = examples.queue(kind)
    content = row if row.text else kind_of(kind).compose(**row.args)
    assert content
    assert is_true(content.text, settings) and is_true(content.html, settings)


@pytest.mark.parametrize("path", ["/shop/", "/basket/", "/account/login/"])
def test_pages_by_their_footers(path: str, without: str, settings: Any) -> None:
    page = Client().get(path, follow=True).content.decode()
    assert settings.TRADER["name"] in page and is_true(page, settings)


def test_the_contact_block(without: str, settings: Any) -> None:
    assert is_true(render_to_string("guides/blocks/trader.html", identity()), settings)


def test_the_free_guide(without: str, settings: Any) -> None:
    guide = FreeGuide(title="Ten steps", slug="ten-steps", intro="Hello.", closing="Goodbye.")
    context = {"guide": guide, "steps": []} | identity()
    assert is_true(render_to_string("newsletter/pdf/guide.html", context), settings)


def test_the_first_terms(without: str, settings: Any) -> None:
    assert is_true(_first_body(), settings)


def test_whoever_has_all_of_it_says_all_of_it() -> None:
    text = render_to_string("mail/sender.txt", identity())
    trader = project.TRADER
    assert text.startswith("-- \n")
    assert all(trader[part] in text for part in trader)
