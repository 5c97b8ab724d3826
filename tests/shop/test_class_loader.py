"""Oscar's classes are looked up once: our own first, Oscar's where we have none."""

from typing import Any

from oscar.apps.offer.benefits import PercentageDiscountBenefit
from oscar.core import loading

from shop.offer.applicator import Applicator
from shop.settings import class_loader


def test_ours_come_before_oscars() -> None:
    assert loading.get_class("offer.applicator", "Applicator") is Applicator
    assert loading.get_class("offer.benefits", "PercentageDiscountBenefit") is PercentageDiscountBenefit


def test_a_class_is_looked_for_once(monkeypatch: Any) -> None:
    loading.get_class("offer.benefits", "PercentageDiscountBenefit")
    monkeypatch.setattr(class_loader, "default_class_loader", None)
    assert loading.get_class("offer.benefits", "PercentageDiscountBenefit") is PercentageDiscountBenefit
