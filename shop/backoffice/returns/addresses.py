"""The addresses of returns in the office."""

from typing import Final

from django.urls import reverse

from shop.order.models import Return

NAMESPACE: Final = "office_returns"


def return_url(row: Return) -> str:
    """The return's page."""
    return reverse(f"{NAMESPACE}:return", args=[row.pk])
