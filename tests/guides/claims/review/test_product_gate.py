"""Product texts pass the same check before a product is public."""

import pytest
from django.core.exceptions import ValidationError

from guides.claims.review import decisions
from shop.backoffice.products.sheet import SheetForm
from shop.catalogue.labelling.publication import all_problems
from tests.guides.claims.pages import finding
from tests.support import factories

pytestmark = pytest.mark.django_db


def test_claim_keeps_a_product_off_the_shop():
    product = factories.a_product(summary="Cures eczema.")
    assert "Named skin disease" in all_problems(product)["summary"]
    with pytest.raises(ValidationError):
        product.is_public = True
        product.clean()


def test_plain_product_passes():
    product = factories.a_product(summary="A light oil.", description="<p>Pressed from seeds.</p>")
    assert {"summary", "description"}.isdisjoint(all_problems(product))


def test_approved_override_lets_it_pass(mia, nora):
    product = factories.a_product(summary="Smells of the book Cures.")
    open_claim = finding(product, "C021")
    decision = decisions.ask(instance=product, finding=open_claim, by=mia, reason="A title of a book.")
    decisions.decide(decision=decision, by=nora, approve=True)
    assert "summary" not in all_problems(product)


def test_the_office_says_it_beside_the_field():
    product = factories.a_product(summary="Cures eczema.")
    form = SheetForm(None, instance=product)
    assert "summary" in [missing.anchor.removeprefix("id_") for missing in form.missing()]
