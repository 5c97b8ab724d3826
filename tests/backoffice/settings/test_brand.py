"""Colours and logo: on pages and in emails at once, refused where they can’t be read."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.models import ModelLogEntry

from shop.mail.compose import render
from shop.mail.examples import example
from shop.mail.models import MailText
from shop.mail.styling import OWN
from shop.mail.variables import kinds_with_words
from shop.trader.appearance import Brand, Logo
from shop.trader.palette import own_colours

pytestmark = pytest.mark.django_db
HERE = "/office/shop-settings/brand/"
BLUE = {
    "main_light": "#1f4fa3",
    "strong_light": "#17397a",
    "main_dark": "#9cc0ff",
    "strong_dark": "#c3d8ff",
}


def saved(owner: Client, seen: int = 0, **changed: Any) -> Any:
    return owner.post(f"{HERE}save/", BLUE | {"seen": str(seen)} | changed)


def a_picture(size: tuple[int, int] = (900, 300), kind: str = "PNG") -> SimpleUploadedFile:
    written = BytesIO()
    Image.new("RGB", size, "#1f4fa3").save(written, kind)
    return SimpleUploadedFile(f"logo.{kind.lower()}", written.getvalue(), f"image/{kind.lower()}")


def page() -> str:
    return Client().get("/shop/").content.decode()


@pytest.fixture
def blue(owner: Client, settings: Any, django_capture_on_commit_callbacks: Any) -> None:
    """The page with the shop’s own colours is in the page cache; then they were changed."""
    settings.PAGE_CACHE = True
    assert "/brand/" not in page()
    with django_capture_on_commit_callbacks(execute=True):
        assert saved(owner, logo=a_picture()).status_code == 302


def test_pages_load_a_small_style_sheet_of_their_own_version(blue: None) -> None:
    assert "<style" not in page()
    address = re.search(r'href="(/brand/\d+\.css)"', page())
    assert address
    answer = Client().get(address[1])
    assert answer.headers["Content-Type"].startswith("text/css")
    assert "immutable" in answer.headers["Cache-Control"]
    assert b"--sage: #1f4fa3;" in answer.content and len(answer.content) < 500


def test_the_logo_is_drawn_anew_and_stands_for_the_name(blue: None) -> None:
    found = re.search(
        r'src="(/brand/logo-\d+\.png)"\s+alt="([^"]+)"\s+width="(\d+)"\s+height="(\d+)"', page()
    )
    assert found and found[2] == "Plainsong"
    with Image.open(BytesIO(Client().get(found[1]).content)) as picture:
        assert picture.format == "PNG" and picture.size == (480, 160)
    assert (found[3], found[4]) == ("132", "44")


def test_emails_have_colour_and_logo(blue: None) -> None:
    html = render("accounts/mail/security_notice", subject="Hello", context={}).html
    assert "#17397a" in html and "#3a4f31" not in html
    assert re.search(r'src="http[^"]+/brand/logo-\d+\.png"', html)


def test_no_email_keeps_a_colour_of_the_shops_own(blue: None) -> None:
    """The pale boxes of the confirmation among them, in the light and in the dark."""
    every = "".join(example(kind, MailText(kind=kind.name)).html for kind in kinds_with_words())
    own = {colour for scheme in ("light", "dark") for colour in own_colours(scheme).tokens.values()}
    assert 'class="box promise"' in every
    assert not [colour for colour in own.union(OWN) if colour in every]


def test_unreadable_colours_are_refused_beside_their_field(owner: Client) -> None:
    answer = saved(owner, strong_light="#7fb069", main_dark="#222222")
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert "has a contrast of 2.2 to 1; it needs 4.5 to 1" in str(errors["strong_light"])
    assert "Choose a lighter colour" in str(errors["main_dark"])
    assert 'value="#7fb069"' in answer.content.decode()
    assert not Brand.objects.exists()


@pytest.mark.parametrize("colour", ["", "red", "#FFF", "#1f4fa3;}", "url(x)"])
def test_what_is_no_colour_is_refused(colour: str, owner: Client) -> None:
    assert saved(owner, main_light=colour).status_code == 422


def test_an_svg_is_refused(owner: Client) -> None:
    svg = SimpleUploadedFile("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")
    answer = saved(owner, logo=svg)
    assert answer.status_code == 422 and "logo" in answer.context["form"].errors
    assert not Logo.objects.exists()


def test_markup_in_a_pictures_name_is_refused(owner: Client) -> None:
    html = SimpleUploadedFile("logo.png", b"<script>alert(1)</script>", "image/png")
    assert saved(owner, logo=html).status_code == 422


def test_the_logo_stays_until_it_is_taken_away(owner: Client) -> None:
    saved(owner, logo=a_picture())
    saved(owner, seen=1)
    assert Brand.objects.first().logo == Logo.objects.get()
    saved(owner, seen=2, without_logo="on")
    assert Brand.objects.first().logo is None


def test_the_colours_that_come_with_the_shop_come_back(owner: Client) -> None:
    assert "own_colours" not in owner.get(HERE).context["form"].fields
    saved(owner)
    saved(owner, seen=1, own_colours="on")
    brand = Brand.objects.first()
    assert (brand.light, brand.dark) == (own_colours("light"), own_colours("dark"))


def test_the_log_says_what_was_before(owner: Client) -> None:
    saved(owner)
    saved(owner, seen=1, main_light="#17397a")
    assert ModelLogEntry.objects.latest("pk").data["changes"] == [["main colour", "#1f4fa3", "#17397a"]]


def test_whoever_saw_an_older_brand_is_told(owner: Client) -> None:
    saved(owner)
    answer = saved(owner, main_light="#17397a")
    assert answer.status_code == 422 and "A colleague has changed this" in answer.content.decode()
    assert 'value="#17397a"' in answer.content.decode()


@pytest.mark.parametrize("path", ["/brand/9.css", "/brand/logo-9.png"])
def test_a_version_that_never_was_is_not_found(path: str) -> None:
    assert Client().get(path).status_code == 404


def test_shopkeepers_look_and_change_nothing(staff: Client) -> None:
    assert "Save and show" not in staff.get(HERE).content.decode()
    saved(staff)
    assert not Brand.objects.exists()
