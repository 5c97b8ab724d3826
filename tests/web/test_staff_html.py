"""HTML that staff typed shows its layout and runs nothing."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from shop.catalogue.models import Product
from shop.web.staff_html import staff_html
from tests.support.factories import a_product

TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
ACTIVE = [
    "<script>alert(1)</script>",
    '<img src="/a.png" onerror="alert(1)">',
    '<a href="javascript:alert(1)">a</a>',
    '<a href="data:text/html,<script>alert(1)</script>">a</a>',
    '<iframe src="https://elsewhere.example/"></iframe>',
    '<form action="https://elsewhere.example/"><input name="card"></form>',
    "<style>body { display: none }</style>",
    '<p style="position: fixed">over everything</p>',
    "<svg><script>alert(1)</script></svg>",
    '<base href="https://elsewhere.example/">',
    '<meta http-equiv="refresh" content="0; url=https://elsewhere.example/">',
]
LAYOUT = [
    "<p>Cold-pressed <strong>jojoba</strong> &amp; <em>calendula</em>.</p>",
    "<h3>How to use</h3><ul><li>Warm</li><li>Stroke</li></ul>",
    "<table><tbody><tr><th>ml</th><td>100</td></tr></tbody></table>",
    '<p><a href="/guides/">guides</a>, <a href="mailto:hello@shop.example">email</a></p>',
]


@pytest.mark.parametrize("text", ACTIVE)
def test_nothing_active_is_left(text: str) -> None:
    shown = staff_html(f"<p>Before</p>{text}<p>After</p>")
    assert shown.startswith("<p>Before</p>")
    assert shown.endswith("<p>After</p>")
    for sign in ("script", "elsewhere", "style", "onerror", "<form", "<input"):
        assert sign not in shown


@pytest.mark.parametrize("text", LAYOUT)
def test_layout_stays_as_it_is(text: str) -> None:
    assert staff_html(text) == text


def test_no_html_template_shows_text_uncleaned() -> None:
    uncleaned = [path.name for path in TEMPLATES if re.search(r"\|safe\b|autoescape off", path.read_text())]
    assert uncleaned == []


@pytest.mark.django_db
def test_a_description_is_cleaned_however_it_was_written() -> None:
    product = a_product()
    Product.objects.filter(pk=product.pk).update(description=f"<p>Mild.</p>{ACTIVE[0]}")
    page = Client().get(product.get_absolute_url()).content.decode()
    assert "<p>Mild.</p>" in page
    assert "alert(1)" not in page
