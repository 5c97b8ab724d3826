"""What packers enter when a parcel leaves."""

from typing import Any

from django import forms

from shop.catalogue.models import Batch


class DispatchForm(forms.Form):
    """The tracking number and, for each line, the batch its bottles came from."""

    tracking_number = forms.CharField(
        label="Tracking number",
        max_length=40,
        required=False,
        help_text="As on the label; empty if there is none.",
    )

    def __init__(self, *args: Any, order: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = order.lines.select_related("product__parent")
        for line in (line for line in lines if line.quantity_to_send):
            self.fields[f"batch_{line.pk}"] = forms.ModelChoiceField(
                Batch.objects.filter(product_id__in=[line.product_id, line.product.parent_id], is_open=True)
                if line.product
                else Batch.objects.none(),
                label=f"Batch of {line.quantity_to_send} × {line.title}",
                required=False,
                empty_label="not recorded",
            )

    def batches(self) -> dict[int, int]:
        """Line id to batch id, for the lines that have one."""
        chosen = {k: v for k, v in self.cleaned_data.items() if k.startswith("batch_") and v}
        return {int(name.removeprefix("batch_")): batch.pk for name, batch in chosen.items()}
