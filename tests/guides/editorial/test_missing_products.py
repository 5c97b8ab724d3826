"""A product withdrawn from sale: the CMS says which guides have a gap now."""

import pytest

from tests.support import factories, pages
from tests.support.cast import signed_in


@pytest.fixture
def product(db, django_capture_on_commit_callbacks):
    """Named by one guide."""
    product = factories.a_product("Fleeting oil")
    with django_capture_on_commit_callbacks(execute=True):
        pages.a_guide("legs", title="Legs", body=[("product", {"product": product.pk, "note": ""})])
    return product


def withdraw(product, capture) -> None:
    product.is_public = False
    with capture(execute=True):
        product.save()


def test_first_page_of_the_cms_names_the_gap(product, mia, django_capture_on_commit_callbacks):
    assert "empty place" not in signed_in(mia).get("/office/").content.decode()
    withdraw(product, django_capture_on_commit_callbacks)
    page = signed_in(mia).get("/office/").content.decode()
    assert "Guides with missing products" in page
    assert "Fleeting oil" in page


def test_whoever_opens_the_guide_is_told(product, mia, django_capture_on_commit_callbacks):
    withdraw(product, django_capture_on_commit_callbacks)
    guide = pages.GuidePage.objects.get(slug="legs")
    page = signed_in(mia).get(f"/office/pages/{guide.pk}/edit/").content.decode()
    assert "No longer in the shop" in page


def test_deleted_product_is_a_gap_too(product, mia, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        product.delete()
    assert "a product that was deleted" in signed_in(mia).get("/office/").content.decode()
