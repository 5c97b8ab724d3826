"""The addresses of recalls in the office."""

from typing import Final

from django.urls import reverse

from shop.recall.models import Recall

NAMESPACE: Final = "office_recalls"


def recall_url(recall: Recall) -> str:
    """The recall's page."""
    return reverse(f"{NAMESPACE}:recall", args=[recall.pk])
