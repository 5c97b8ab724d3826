"""Blocks that show something of a library: files, pictures, products, pages."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model

from guides.page.prefetch import load
from shop.catalogue.models import Product
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def shown(*body: tuple[str, object]) -> str:
    return Client().get(pages.a_guide(body=[pages.text(), *body]).url).content.decode()


def compared(*products: Product) -> tuple[str, object]:
    rows = [{"product": product.pk, "note": "Long strokes"} for product in products]
    return "comparison", {"caption": "Side by side", "products": rows}


def test_a_file_says_its_kind_and_size() -> None:
    file = ContentFile(b"a" * 2048, name="list.txt")
    document = get_document_model().objects.create(title="List", file=file)
    html = shown(("download", {"document": document.pk, "title": "Checklist", "text": ""}))
    assert f'href="{document.url}"' in html
    assert "TXT, 2.0" in " ".join(html.split())


def test_compared_products_have_their_present_price(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        one, other = factories.a_product("Calm oil", price="8.50"), factories.a_product("Bath oil")
    html = shown(compared(one, other))
    assert "Long strokes" in html
    assert "£8.50" in html
    assert "?from=guide-" in html


def test_a_product_off_sale_is_left_out(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        one, gone = factories.a_product("Calm oil"), factories.a_product("Gone oil", is_public=False)
    html = shown(compared(one, gone))
    assert "Calm oil" in html
    assert "Gone oil" not in html


def test_a_button_leads_to_its_page_while_that_is_live(django_capture_on_commit_callbacks) -> None:
    target = pages.a_guide("second")
    button = ("button", {"label": "Read part two", "page": target.pk})
    assert f'<a class="button" href="{target.url}">Read part two</a>' in shown(button)
    with django_capture_on_commit_callbacks(execute=True):
        target.unpublish()
    assert "Read part two" not in Client().get("/guides/first/").content.decode()


def queries_for(buttons: int) -> int:
    """How many queries load the body of a guide with so many buttons, each to a page of its own."""
    targets = [pages.a_guide(f"on-{buttons}-{number}") for number in range(buttons)]
    body = [("button", {"label": "On", "page": target.pk}) for target in targets]
    guide = pages.a_guide(f"with-{buttons}", body=[pages.text(), *body])
    with CaptureQueriesContext(connection) as seen:
        load(guide)
    return len(seen)


def test_four_buttons_take_as_many_queries_as_one() -> None:
    assert queries_for(4) == queries_for(1)
