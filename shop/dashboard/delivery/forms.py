"""The form for a delivery rate, with the limits that the shop's promises set."""

from typing import Any, ClassVar

from django import forms

from shop.shipping import services
from shop.shipping.models import DeliveryRate

MAX_DAYS = 30  # Consumer Rights Act 2015, s. 28


class RateForm(forms.ModelForm[DeliveryRate]):
    """Price, delivery days and whether the method is offered. Zone and method can't be changed."""

    class Meta:
        model = DeliveryRate
        fields = ("price", "min_days", "max_days", "is_active")
        labels: ClassVar = {
            "price": "Price in pounds, VAT included",
            "min_days": "Working days, at least",
            "max_days": "Working days, at most",
            "is_active": "Offered at the checkout",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["min_days"].widget.attrs["min"] = self.fields["max_days"].widget.attrs["min"] = 1
        if services.is_promised(self.instance):
            self.fields[
                "price"
            ].help_text = "One price for the whole UK: it changes in every UK zone at once."

    def clean_min_days(self) -> int:
        """At least one day."""
        return self._days("min_days")

    def clean_max_days(self) -> int:
        """At least `min_days`, at most MAX_DAYS."""
        days = self._days("max_days")
        if days < self.cleaned_data.get("min_days", 1):
            raise forms.ValidationError("This can’t be less than the days at least.")
        return days

    def _days(self, name: str) -> int:
        days = int(self.cleaned_data[name])
        if not 1 <= days <= MAX_DAYS:
            raise forms.ValidationError(f"Enter a number of days from 1 to {MAX_DAYS}.")
        return days

    def clean_is_active(self) -> bool:
        """Standard delivery is promised in the whole UK, so it can't be switched off there."""
        active = bool(self.cleaned_data["is_active"])
        if not active and services.is_promised(self.instance):
            raise forms.ValidationError(
                "Standard delivery can’t be switched off within the UK: every page promises it."
            )
        return active
