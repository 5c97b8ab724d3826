"""What every email has in common: title, separator, plain words, size and width."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.templatetags.static import static

from guides.newsletter.sending import message
from shop.mail.compose import Content, absolute
from shop.mail.kinds import kind_of
from tests.guides.newsletter.sending.test_delivery import a_newsletter
from tests.mail import examples
from tests.support.outbox import send_queued
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db
CLIPPED = 102_000  # bytes of HTML from which Gmail hides the rest
FONTS = ("eb-garamond.woff2", "figtree.woff2")
PRIVATE_WORDS = re.compile(r"\b(?:[Ss]omebody|[Ww]hoever|press(?:ed)?|e-mail|mailed|junk mail)\b")


@pytest.fixture(params=[*examples.kind_names(), "a newsletter"])
def content(request: Any) -> Content:
    """One email of each kind, and a newsletter issue."""
    if request.param == "a newsletter":
        letter = message.compose(a_newsletter())
        return Content(letter.subject, letter.text, letter.html)
    row = examples.queue(request.param)
    written = row if row.text else kind_of(row.kind).compose(**row.args)
    return Content(written.subject, written.text, written.html)


@pytest.fixture
def html(content: Content) -> str:
    if "<title>" not in content.html:
        pytest.skip("text alone, for people who work here")
    return content.html


def test_the_title_is_the_subject(content: Content, html: str) -> None:
    assert f"<title>{content.subject}</title>" in html.replace("&#x27;", "'")


def test_one_separator_stands_before_the_sender(content: Content, html: str) -> None:
    assert content.text.count("\n-- \n") == 1 and "\n--\n" not in content.text


def test_its_type_is_the_shops(html: str) -> None:
    """Each stack starts with a font of ours and ends with one that every device has."""
    families = set(re.findall(r"font-family: ([^;}]+);(?=[^}]*[\"'])", html.partition("</style>")[2]))
    assert {family.partition(",")[0].strip("'\"") for family in families} <= {"Figtree", "EB Garamond"}
    assert all(family.endswith("serif") for family in families) and families
    assert re.findall(r"url\(['\"]?([^'\")]+)", html) == [absolute(static(f"fonts/{name}")) for name in FONTS]


def test_nothing_is_wider_than_the_card(html: str) -> None:
    assert all(int(width) <= 600 for width in re.findall(r'width="(\d+)"', html))


def test_no_type_is_smaller_than_14_pixels(html: str) -> None:
    assert all(float(size) >= 14 for size in re.findall(r"font-size: ?([\d.]+)px", html))


def test_gmail_shows_all_of_it(html: str) -> None:
    assert len(html.encode()) < CLIPPED


def test_it_speaks_plainly(content: Content) -> None:
    ours = content.text.partition("TERMS, VERSION")[0]  # terms are a legal text with its own versions
    assert not PRIVATE_WORDS.search(ours)


def test_no_space_stands_before_a_full_stop(html: str) -> None:
    text = BeautifulSoup(html, "html.parser").get_text()
    assert not re.search(r"\w[”’)]?\s+[.,](?:\s|$)", text)


def test_links_are_whole(html: str) -> None:
    assert all(re.match(r"https?://|mailto:", href) for href in re.findall(r'href="([^"]*)"', html))


def test_the_order_comes_before_the_small_print(db: None) -> None:
    a_paid_order()
    send_queued()
    body = str(mail.outbox[0].alternatives[0].content)
    parts = ("What you ordered", "Delivery</h2>", 'class="small-print"', "Terms, version")
    places = [body.index(part) for part in parts]
    assert places == sorted(places)
    assert all(body.index(part) < places[2] for part in ("/cancel/", "/terms/"))
    assert mail.outbox[0].body.count("hereby give notice") == 1


def test_it_says_when_the_parcel_leaves(db: None) -> None:
    a_paid_order()
    send_queued()
    assert re.search(r"We’ll send it on (?:Mon|Tues|Wednes|Thurs|Fri)day \d+ \w+\.", mail.outbox[0].body)
