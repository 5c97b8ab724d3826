"""What a shopper sends about the basket."""

from django import forms

from shop.basket.services import MOST_OF_ONE


class QuantityForm(forms.Form):
    """A quantity; 0 takes a line out."""

    quantity = forms.IntegerField(
        min_value=0,
        max_value=MOST_OF_ONE,
        error_messages={
            "required": "Enter how many you would like.",
            "invalid": "Enter a whole number, such as 2.",
            "min_value": "Enter 1 or more.",
            "max_value": f"Enter {MOST_OF_ONE} or fewer.",
        },
    )


class AddForm(QuantityForm):
    """Adding asks for one at least."""

    quantity = forms.IntegerField(
        min_value=1,
        max_value=MOST_OF_ONE,
        error_messages=QuantityForm.base_fields["quantity"].error_messages,
    )


class CodeForm(forms.Form):
    """A discount code, in any case."""

    code = forms.CharField(max_length=128, error_messages={"required": "Enter a code."})
