"""The owner's words for emails: typed, refused beside their field, previewed, taken back."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from guides.newsletter.models import FreeGuide
from shop.catalogue.models import Product
from shop.mail.examples import example
from shop.mail.models import MailText, OutboxEmail
from shop.mail.variables import kinds_with_words
from shop.order.models import Order
from tests.support import pages
from tests.support.factories import a_product
from tests.support.html import single_spaced

pytestmark = pytest.mark.django_db
LIST = "/office/shop-settings/mail-texts/"
HERE = f"{LIST}order.confirmation/"
STEP = ("step", {"heading": "Begin", "text": "<p>Plain and warm.</p>"})
WORDS = {"subject": "Thank you for {order_number}", "opening": "Hello {first_name}, how kind of you."}


@pytest.fixture
def oil() -> Product:
    """What examples name as bought."""
    return a_product()


def save(client: Client, **changed: str) -> Any:
    return client.post(f"{HERE}change/", WORDS | changed)


def test_the_list_says_when_each_of_them_leaves(owner: Client) -> None:
    page = single_spaced(owner.get(LIST))
    assert "A parcel leaves." in page
    assert [kind.name for kind in kinds_with_words() if not kind.moment] == []


def test_every_kind_opens_with_its_variables_and_a_preview(owner: Client) -> None:
    for kind in kinds_with_words():
        page = single_spaced(owner.get(f"{LIST}{kind.name}/"))
        assert "{shop_name}" in page and "Preview, with example data" in page


def test_the_preview_is_the_email_as_its_recipient_gets_it(owner: Client, oil: Product) -> None:
    page = single_spaced(save(owner, preview="1"))
    assert "We’ve received your payment for order PS-2345-6789" in page
    assert f"1 × {oil.get_title()}" in page and "your right to cancel" in page.lower()
    assert Order.objects.count() == 0 and not OutboxEmail.objects.exists()


def test_every_kind_shows_its_own_text(oil: Product) -> None:
    pages.a_guide("legs")
    FreeGuide.objects.create(slug="ten-steps", title="Ten steps", intro="Hello.", steps=[STEP])
    texts = {kind.name: example(kind, MailText(kind=kind.name)).text for kind in kinds_with_words()}
    assert not [name for name, text in texts.items() if "[Here stands" in text]


def test_a_shop_without_products_says_what_an_example_lacks(owner: Client) -> None:
    assert "the shop has none yet" in single_spaced(owner.get(f"{LIST}customer.back_in_stock/"))


def test_words_are_saved_logged_and_shown(owner: Client) -> None:
    assert save(owner).url == HERE
    row = MailText.objects.get()
    assert (row.kind, row.subject, row.opening) == ("order.confirmation", *WORDS.values())
    page = single_spaced(owner.get(HERE))
    assert "Thank you for PS-2345-6789" in page and "Hello Una, how kind of you." in page
    assert "yours" in single_spaced(owner.get(LIST))
    assert ModelLogEntry.objects.filter(content_type__model="mailtext").exists()


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("subject", "{product}"),
        ("opening", "{order.total}"),
        ("opening", "<b>Hello</b>"),
        ("opening", "Our oil cures eczema"),
        ("subject", "x" * 121),
        ("opening", "x" * 601),
    ],
)
def test_what_can_t_be_used_is_refused_beside_its_field(owner: Client, field: str, words: str) -> None:
    answer = save(owner, **{field: words})
    assert answer.status_code == 422 and field in answer.context["form"].errors
    other = {"subject": "opening", "opening": "subject"}[field]
    assert answer.context["form"][other].value() == WORDS[other]
    assert not MailText.objects.exists()


def test_a_preview_saves_nothing(owner: Client) -> None:
    page = single_spaced(save(owner, preview="1"))
    assert "Hello Una, how kind of you." in page and not MailText.objects.exists()
    frame = owner.get(f"{HERE}html/", WORDS)
    assert "Hello Una" in frame.content.decode()
    assert "default-src 'none'" in frame.headers["Content-Security-Policy"]


@pytest.mark.parametrize("end", ["reset/", "change/"])
def test_the_shop_s_own_text_comes_back(owner: Client, end: str) -> None:
    save(owner)
    assert owner.post(f"{HERE}{end}", {"subject": "", "opening": ""}).url == HERE
    assert not MailText.objects.exists()


@pytest.mark.parametrize("name", ["no.such", "monitoring.began", "other"])
def test_other_kinds_have_no_page(owner: Client, name: str) -> None:
    assert owner.get(f"{LIST}{name}/").status_code == 404


def test_shopkeepers_look_and_change_nothing(staff: Client) -> None:
    assert "Save the text" not in single_spaced(staff.get(HERE))
    save(staff)
    staff.post(f"{HERE}reset/")
    assert not MailText.objects.exists()
