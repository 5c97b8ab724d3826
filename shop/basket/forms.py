"""Forms of the basket."""

from django import forms

from shop.basket.services import MAX_QUANTITY_PER_LINE

WORDS = {
    "required": "Enter how many you would like.",
    "invalid": "Enter a whole number, such as 2.",
    "min_value": "Enter 1 or more.",
    "max_value": f"Enter {MAX_QUANTITY_PER_LINE} or fewer.",
}


class AddForm(forms.Form):
    """How many to add: one at least."""

    quantity = forms.IntegerField(min_value=1, max_value=MAX_QUANTITY_PER_LINE, error_messages=WORDS)


class QuantityForm(forms.Form):
    """How many a line should have; 0 takes it out."""

    quantity = forms.IntegerField(min_value=0, max_value=MAX_QUANTITY_PER_LINE, error_messages=WORDS)


class CodeForm(forms.Form):
    """A discount code, in any case."""

    code = forms.CharField(
        max_length=128,
        error_messages={
            "required": "Enter a code.",
            "max_length": "That is too long for one of our codes.",
            "null_characters_not_allowed": "We don’t know that code. Please check the spelling.",
        },
    )
