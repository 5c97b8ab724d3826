"""Links of letters and PDFs: whole addresses of the shop, and none that leads nowhere."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core import mail

from guides.newsletter import absolute_links as link_checks
from guides.newsletter.absolute_links import BrokenLinks, absolute_links
from guides.newsletter.blocks import NewsletterBody, StepsBlock
from guides.newsletter.lead_magnet import pdf
from guides.newsletter.models import FreeGuide, Newsletter
from guides.newsletter.sending import message
from guides.newsletter.sending import schedule as sending_schedule
from tests.guides.newsletter.cms.test_send import sender  # noqa: F401
from tests.guides.newsletter.sending.test_delivery import a_reader
from tests.mail import links
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.pages import a_guide, a_picture, a_series

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(tmp_path: Any, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    return a_guide("first")


def to_page(page: Any) -> str:
    return f'<p><a linktype="page" id="{page.pk}">Read this</a></p>'


def every_block(page: Any) -> list[tuple[str, Any]]:
    product = a_product("Sunflower oil")
    return [
        ("text", to_page(page) + '<p><a href="/shop/">Shop</a> <a href="mailto:a@example.com">Write</a></p>'),
        ("picture", {"image": a_picture().pk, "alt": ""}),
        ("product", {"slug": product.slug, "note": ""}),
        ("guide", page.pk),
        ("button", {"label": "Look around", "page": None, "address": "/shop/"}),
        (
            "columns",
            {
                "left": [{"type": "button", "value": {"label": "Read", "page": page.pk, "address": ""}}],
                "right": [{"type": "guide", "value": page.pk}],
            },
        ),
    ]


def a_letter(body: list[tuple[str, Any]]) -> Newsletter:
    stored = NewsletterBody().to_python([{"type": kind, "value": value} for kind, value in body])
    return Newsletter.objects.create(subject="Hello", body=stored)


def sent_links(sent: Any) -> Iterator[str]:
    yield from links.links_of(str(sent.alternatives[0].content))
    yield from links.links_in_text(sent.body)


def test_the_example_has_every_block(page: Any) -> None:
    in_place_of_others = {"section"}  # saving puts the blocks of the section there
    wanted = set(NewsletterBody().child_blocks) - in_place_of_others
    assert {kind for kind, _ in every_block(page)} == wanted


def test_every_link_of_a_sent_letter_works(page: Any, django_capture_on_commit_callbacks: Any) -> None:
    a_reader()
    with django_capture_on_commit_callbacks(execute=True):
        sending_schedule.schedule(newsletter=a_letter(every_block(page)))
    found = list(sent_links(mail.outbox[0]))
    assert sum("/newsletter/go/" in url for url in found) == 10
    assert any(url.endswith(page.url) for url in found)  # in the text
    assert links.follow(found) == []


def test_every_link_of_the_pdf_works(page: Any) -> None:
    steps = StepsBlock().to_python(
        [
            {"type": "step", "value": {"heading": "One", "text": to_page(page)}},
            {"type": "product", "value": {"slug": a_product("Oil").slug, "note": ""}},
        ]
    )
    guide = FreeGuide(title="Ten steps", slug="ten", intro="Hello.", steps=steps)
    found = links.links_of_pdf(pdf.render(guide, uncompressed_pdf=True))
    assert f"{settings.SHOP_URL}{page.url}" in found
    assert links.follow(found) == []


@pytest.mark.parametrize(
    "html",
    [
        '<a linktype="page" id="999999">gone</a>',
        '<a href="/no-such-page/">nowhere</a>',
        '<a href="#below">below</a>',
        '<a href="http://">nobody</a>',
        '<a href="ftp://example.com/">other</a>',
    ],
)
def test_a_broken_link_is_named_and_nothing_is_sent(html: str) -> None:
    letter = a_letter([("text", f"<p>{html}</p>")])
    with pytest.raises(BrokenLinks, match="The link “"):
        sending_schedule.schedule(newsletter=letter)
    with pytest.raises(BrokenLinks):
        message.send_test(newsletter=letter, addresses=["wilma@example.com"])
    letter.refresh_from_db()
    assert letter.state == Newsletter.DRAFT


def test_a_page_taken_down_is_no_target(page: Any, django_capture_on_commit_callbacks: Any) -> None:
    letter = a_letter([("text", to_page(page))])
    message.compose(letter)
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    with pytest.raises(BrokenLinks, match="404"):
        message.compose(letter)


def test_the_editor_is_told_which_link(sender: Any) -> None:  # noqa: F811
    letter = a_letter([("text", '<p><a href="/no-such-page/">this one</a></p>')])
    answer = signed_in(sender).post(
        f"/office/newsletter/{letter.pk}/send/", {"do": "test", "address": "a@example.com"}, follow=True
    )
    assert "The link “this one” leads to a page that visitors can" in answer.content.decode()


def test_publishing_a_part_goes_on_without_its_announcement(monkeypatch: Any) -> None:
    monkeypatch.setattr(link_checks, "_status_of", lambda *_: 500)
    part = a_guide("legs", parent=a_series(), live=False)
    part.save_revision().publish()
    part.refresh_from_db()
    assert part.live and Newsletter.objects.get().state == Newsletter.DRAFT


def test_other_peoples_sites_are_not_asked(monkeypatch: Any) -> None:
    monkeypatch.setattr(link_checks, "_status_of", lambda *_: pytest.fail("asked"))
    link_checks.refuse_broken('<a href="https://example.org/x">x</a>')


@pytest.mark.parametrize(
    ("given", "full"),
    [
        ('href="/a/"', 'href="{shop}/a/"'),
        ("href='a/'", "href='{shop}/a/'"),
        ('src="/media/a.jpg"', 'src="{shop}/media/a.jpg"'),
        ('href="https://example.org/"', 'href="https://example.org/"'),
        ('src="local:/picture/1"', 'src="local:/picture/1"'),
    ],
)
def test_relative_addresses_become_whole(given: str, full: str) -> None:
    assert absolute_links(f"<a {given}>") == f"<a {full.format(shop=settings.SHOP_URL)}>"
