"""What a buyer tells us about an order."""

from typing import Any

from django import forms

from shop.email_fields import EmailFormField

EVERYTHING = "everything"


class FindForm(forms.Form):
    """Order number and e-mail address."""

    number = forms.CharField(
        label="Order number",
        max_length=30,
        help_text="It stands in the confirmation, like PS-7K3Q-9XMD.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": "Enter the order number."},
    )
    email = EmailFormField(
        label="Email address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Enter the email address of the order.",
            "invalid": "Enter an email address in the form name@example.com.",
        },
    )


class CancelForm(forms.Form):
    """Which goods are cancelled; a reason is welcome and never needed."""

    items = forms.MultipleChoiceField(
        label="What do you cancel?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what you cancel."},
    )
    reason = forms.CharField(
        label="Why (optional)", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, order: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [  # type: ignore[attr-defined]
            (str(line.pk), f"{line.quantity} × {line.title}") for line in order.lines.all()
        ]

    def wording(self) -> str:
        """The ticked goods as the form showed them."""
        choices = dict(self.fields["items"].choices)  # type: ignore[attr-defined]
        return "; ".join(choices[key] for key in self.cleaned_data["items"])
