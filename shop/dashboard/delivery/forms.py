"""What staff may change of a delivery rate, and what the shop's promises forbid."""

from typing import Any, ClassVar

from django import forms

from shop.shipping import services
from shop.shipping.models import DeliveryRate

LONGEST = 30  # days; the law gives us thirty to deliver (Consumer Rights Act 2015, s 28)


class RateForm(forms.ModelForm[DeliveryRate]):
    """Price, days and whether the method is offered; zone and method stay what they are."""

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
        """Nothing arrives on the day it leaves."""
        return self._days("min_days")

    def clean_max_days(self) -> int:
        """Not before the first day, and not later than the law allows."""
        days = self._days("max_days")
        if days < self.cleaned_data.get("min_days", 1):
            raise forms.ValidationError("This can’t be less than the days at least.")
        return days

    def _days(self, name: str) -> int:
        days = int(self.cleaned_data[name])
        if not 1 <= days <= LONGEST:
            raise forms.ValidationError(f"Enter a number of days from 1 to {LONGEST}.")
        return days

    def clean_is_active(self) -> bool:
        """Free UK delivery is promised without exception, so its method can't be missing anywhere."""
        active = bool(self.cleaned_data["is_active"])
        if not active and services.is_promised(self.instance):
            raise forms.ValidationError(
                "Standard delivery can’t be switched off within the UK: every page promises it."
            )
        return active
