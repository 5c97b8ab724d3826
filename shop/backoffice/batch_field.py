"""A form field of one size's batches: by number and date alone, which fit on a phone."""

from typing import Any

from django import forms

from shop.catalogue.models import Batch
from shop.london import london


def batch_in_words(batch: Batch) -> str:
    """“L2606, best before 22/07/2028”, the number first."""
    until = f", best before {london(batch.best_before, '%d/%m/%Y')}" if batch.best_before else ""
    return f"{batch.number}{until}"


class BatchField(forms.ModelChoiceField):
    """Names each batch by its number and date."""

    def label_from_instance(self, obj: Any) -> str:
        """Called by the widget for each batch."""
        return batch_in_words(obj)
