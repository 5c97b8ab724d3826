"""The owner's words for emails: typed, refused beside their field, previewed, taken back."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from shop.mail.models import MailText
from shop.mail.variables import kinds_with_words
from tests.support.html import single_spaced

pytestmark = pytest.mark.django_db
LIST = "/office/shop-settings/mail-texts/"
HERE = f"{LIST}order.confirmation/"
WORDS = {"subject": "Thank you for {order_number}", "opening": "Hello {first_name}, how kind of you."}


def save(client: Client, **changed: str) -> Any:
    return client.post(f"{HERE}change/", WORDS | changed)


def test_every_kind_opens_with_its_variables_and_a_preview(owner: Client) -> None:
    for kind in kinds_with_words():
        page = single_spaced(owner.get(f"{LIST}{kind.name}/"))
        assert "{shop_name}" in page and "Preview, with example data" in page


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
