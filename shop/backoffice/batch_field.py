"""A choice of batches on a page about one size: its name would cut the number off on a phone."""

from typing import Any

from django import forms

from shop.catalogue.models import Batch
from shop.london import london


class BatchField(forms.ModelChoiceField):
    """Says “L2606, best before 22/07/2028”."""

    def label_from_instance(self, obj: Any) -> str:
        """Called by the widget for each batch."""
        batch: Batch = obj
        until = f", best before {london(batch.best_before, '%d/%m/%Y')}" if batch.best_before else ""
        return f"{batch.number}{until}"
