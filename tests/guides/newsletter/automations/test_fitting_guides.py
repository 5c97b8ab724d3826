"""After a first order buyers are handed the guide that shows what they bought."""

from datetime import timedelta
from typing import Any

import pytest

from guides.newsletter.automations import services
from guides.newsletter.automations.fitting_guides import SUBJECT
from guides.newsletter.models import Automation, AutomationStep
from guides.newsletter.statements import SOFT
from shop.catalogue.models import Product
from tests.guides.newsletter.automations.conftest import an_automation
from tests.guides.newsletter.sending.test_delivery import a_reader
from tests.support.factories import a_product
from tests.support.pages import a_guide
from tests.support.purchases import a_paid_order


@pytest.fixture
def calm(clock: Any, db: None, django_capture_on_commit_callbacks: Any) -> Product:
    """A product that a guide shows."""
    with django_capture_on_commit_callbacks(execute=True):
        product = a_product("Calm oil", slug="calm-oil")
        a_guide("belly", title="Belly massage", body=[("product", {"product": product.pk, "note": ""})])
    return product


def test_each_product_with_a_guide_has_an_email_for_its_buyers(calm: Product) -> None:
    steps = services.create(kind=Automation.FIRST_ORDER).steps.all()
    assert [(step.condition, step.product) for step in steps] == [
        (AutomationStep.ALWAYS, ""),
        (AutomationStep.PRODUCT, "calm-oil"),
    ]


def test_the_email_shows_the_guide(calm: Product) -> None:
    letter = an_automation(Automation.FIRST_ORDER).steps.get(product="calm-oil").letter
    assert letter.subject == SUBJECT
    assert "Belly massage" in letter.frozen_html


def test_only_buyers_of_the_product_get_it(calm: Product, runs: Any, clock: Any) -> None:
    an_automation(Automation.FIRST_ORDER)
    clock.shift(timedelta(minutes=1))
    for email, product in (
        ("ada@example.com", calm),
        ("ben@example.com", a_product(slug="bath-oil")),
    ):
        a_reader(email, purpose=SOFT)
        a_paid_order(product, email=email)
    clock.shift(timedelta(days=8))
    runs()
    clock.shift(timedelta(days=3))
    assert runs() == [("ada@example.com", SUBJECT)]


def test_other_automations_have_none(calm: Product) -> None:
    assert not services.create(kind=Automation.WIN_BACK).steps.exclude(product="").exists()
