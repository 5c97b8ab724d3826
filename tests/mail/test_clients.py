"""No email relies on what Outlook or Gmail drop: all kinds, and a newsletter of every block."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from guides.newsletter.models import Newsletter
from guides.newsletter.sending import message
from shop.mail.kinds import kind_of
from tests.mail import examples
from tests.mail.client_check import faults
from tests.mail.client_support import PROPERTIES
from tests.support import factories, pages
from tests.support.pages import a_picture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", examples.kind_names())
def test_email_relies_on_nothing_that_is_dropped(kind: str) -> None:
    row = examples.queue(kind)
    written = row if row.text else kind_of(row.kind).compose(**row.args)
    if written and written.html:
        assert faults(written.html) == []


def test_newsletter_of_every_block_relies_on_nothing_that_is_dropped(
    django_capture_on_commit_callbacks: Any, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        factories.a_product("Calm oil", slug="calm-oil")
        guide = pages.a_guide("belly", title="Belly", body=[pages.text()])
    letter = Newsletter.objects.create(subject="Hello", preheader="All of it", body=every_block(guide))
    html = message.compose(letter, counted=False).html
    assert html.count("Calm oil") >= 2 and "Belly" in html
    assert faults(html) == []


def every_block(guide: Any) -> list[tuple[str, Any]]:
    """Each block alone, then in two columns."""
    button = {"label": "Shop", "page": None, "address": "/shop/"}
    single = [
        ("text", "<h2>Two</h2><p>Words <b>and</b> <a href='/shop/'>links</a>.</p><ul><li>One</li></ul>"),
        ("picture", {"image": a_picture(), "alt": "Drops"}),
        ("product", {"slug": "calm-oil", "note": "Ours", "button": "See it"}),
        ("guide", guide),
        ("button", button),
    ]
    return [*single, ("columns", {"left": single, "right": single})]


@pytest.mark.parametrize("kind", examples.kind_names())
def test_button_keeps_its_room_in_outlook(kind: str) -> None:
    row = examples.queue(kind)
    written = row if row.text else kind_of(row.kind).compose(**row.args)
    buttons = BeautifulSoup(written.html if written else "", "html.parser").find_all("a", class_="button")
    cells = [button.parent for button in buttons]
    assert all(cell.name == "td" and cell.get("bgcolor") for cell in cells)
    assert all("mso-padding-alt" in cell["style"] for cell in cells)


WRONG = {
    "<p style='display: flex'>": "css-display-flex",
    "<p style='gap: 3px'>": "gap on <p>: not in client_support.py",
    "<td style='width: calc(100% - 3px)'>": "css-unit-calc",
    "<td style='background: url(a.png)'>": "css-background-image",
    "<p style='margin: 0 auto'>": "css-margin",
    "<p style='margin: -3px 0'>": "css-margin",
    "<p style='font-size: 1rem'>": "css-unit-rem",
    "<svg></svg>": "<svg> is dropped",
    "<form></form>": "<form> is dropped",
    "<img src='a.jpg' alt=''>": "without the attribute width",
    "<img src='a.webp' width='9' alt=''>": "Outlook doesn’t show",
    "<img src='a.jpg' width='9'>": "without alt",
}


@pytest.mark.parametrize(("html", "said"), WRONG.items())
def test_check_finds_what_is_dropped(html: str, said: str) -> None:
    assert any(said in line for line in faults(f"<html><body>{html}</body></html>"))


def test_check_finds_rules_that_only_a_style_sheet_says() -> None:
    dark = "@media (prefers-color-scheme: dark) { .a { color: red } .b { color: blue } }"
    assert faults(f"<head><style>{dark}</style></head><body></body>") == []
    assert "isn’t for dark mode: .a" in faults(f"<head><style>.a {{ color: red }} {dark}</style></head>")[0]
    assert "Gmail drops it" in faults(f"<head><style>{dark * 200}</style></head>")[0]


def test_what_is_dropped_says_what_is_shown_instead() -> None:
    assert [name for name, one in PROPERTIES.items() if one.kept_on and not one.instead] == []
