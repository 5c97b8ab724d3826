"""Saved sections: chosen in a letter, copied when it is saved, and its own from then on."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from guides.claims.review.gate import ClaimsOpen, assert_publishable
from guides.newsletter.models import Newsletter, SavedSection
from guides.newsletter.sending import message
from shop.accounts.models import User
from tests.guides.newsletter.cms.test_newsletter_form import ADD, client, fields  # noqa: F401
from tests.guides.newsletter.cms.test_send import sender  # noqa: F401
from tests.support.cast import signed_in
from tests.support.html import html_of

SECTIONS = "/office/snippets/newsletter/savedsection/"


def a_section(words: str = "We pack in Stroud.") -> SavedSection:
    """A paragraph, and a button in two columns."""
    button = {"label": "Shop", "page": None, "address": "/shop/"}
    columns = {"left": [("button", button)], "right": [("text", "<p>Right</p>")]}
    return SavedSection.objects.create(
        name="About us", body=[("text", f"<p>{words}</p>"), ("columns", columns)]
    )


def saved(client: Client, section: SavedSection) -> Newsletter:  # noqa: F811
    """A letter with a text of its own, the section, and the same section again."""
    more = {}
    for place in (1, 2):
        more |= {f"body-{place}-{name}": "" for name in ("deleted", "id")}
        more |= {f"body-{place}-type": "section", f"body-{place}-order": str(place)}
        more |= {f"body-{place}-value": str(section.pk)}
    client.post(ADD, fields() | more | {"body-count": "3"})
    return Newsletter.objects.get().get_latest_revision_as_object()


def kinds(letter: Newsletter) -> list[str]:
    return [block.block_type for block in letter.body]


def test_saving_puts_copies_in_its_place(client: Client) -> None:  # noqa: F811
    letter = saved(client, a_section())
    assert kinds(letter) == ["text", "text", "columns", "text", "columns"]
    ids = [block.id for block in letter.body]
    assert len(set(ids)) == 5
    html = message.compose(letter, counted=False).html
    assert html.count("We pack in Stroud.") == 2 and html.count("/shop/") == 2


def test_later_changes_leave_the_letter_as_it_is(client: Client) -> None:  # noqa: F811
    section = a_section()
    letter = saved(client, section)
    section.body = [("text", "<p>We pack in Bristol.</p>")]
    section.save()
    section.delete()
    again = Newsletter.objects.get(pk=letter.pk).get_latest_revision_as_object()
    assert "We pack in Stroud." in message.compose(again, counted=False).html


def test_claims_of_a_section_are_checked_in_the_letter(client: Client) -> None:  # noqa: F811
    letter = saved(client, a_section("Our oil cures eczema."))
    with pytest.raises(ClaimsOpen):
        assert_publishable(letter)


def section_form() -> dict[str, str]:
    body = {name: value for name, value in fields().items() if name.startswith("body")}
    return {"name": "About us", **body}


def test_editors_write_sections(mia: User) -> None:
    mia.groups.set([Group.objects.get(name="Editors")])
    answer = signed_in(mia).post(f"{SECTIONS}add/", section_form())
    assert answer.status_code == 302
    assert SavedSection.objects.get().body[0].block_type == "text"


def test_section_is_previewed_as_an_email(db: None) -> None:
    shown = a_section().make_preview_request()
    assert "We pack in Stroud." in shown.rendered_content
    assert "Unsubscribe" in shown.rendered_content


def test_name_is_used_once(client: Client) -> None:  # noqa: F811
    a_section()
    answer = client.post(f"{SECTIONS}add/", section_form())
    assert "already exists" in html_of(answer)
    assert SavedSection.objects.count() == 1
