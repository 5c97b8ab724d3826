"""Sending a file through the office, and the worker that does what was queued."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from shop.catalogue.models import Product
from tests.support.factories import a_product


@pytest.fixture
def post(staff: Client, django_capture_on_commit_callbacks: Any) -> Callable[..., HttpResponse]:
    """Send a form, and let the worker do what it queued."""

    def send(url: str, data: dict[str, Any] | None = None) -> HttpResponse:
        with django_capture_on_commit_callbacks(execute=True):
            return staff.post(url, data or {})  # type: ignore[return-value]

    return send


@pytest.fixture
def oil() -> Product:
    """An oil with the SKU A-1, at £14.50, five in stock."""
    product = a_product(stock=5, is_public=False)  # a public one would lack what the law wants
    Product.objects.filter(pk=product.pk).update(upc="A-1")
    return Product.objects.get(pk=product.pk)
