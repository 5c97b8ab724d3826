"""The search form of the order list, with one box for all that staff look for."""

from oscar.apps.dashboard.orders import forms


class OrderSearchForm(forms.OrderSearchForm):
    """Oscar's form; the box for order numbers becomes `words`, for a search in several fields."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["order_number"].label = "Number, name, email, postcode, tracking or product"
        self.fields["upc"].label = "SKU"

    def clean_order_number(self) -> str:
        """Store the text in `words`. Oscar would only look for order numbers that begin with it."""
        self.words = str(self.cleaned_data["order_number"]).strip()
        return ""
