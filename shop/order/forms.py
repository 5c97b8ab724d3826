"""Forms for finding and cancelling an order."""

from typing import Any

from django import forms

from shop.fields.email import EmailFormField
from shop.order.cancellations import cancellable
from shop.order.models import Line, Order
from shop.order.return_rows import Reason
from shop.order.returns.photos import PhotoField
from shop.order.returns.take import Said

CAUSES = [
    (Reason.CHANGED_MIND, "I’ve changed my mind (you needn’t say why)"),
    (Reason.FAULTY, "Something is faulty"),
    (Reason.DAMAGED, "It was damaged on the way"),
    (Reason.LOST, "It hasn’t arrived"),
    (Reason.WRONG_ITEM, "It isn’t what I ordered"),
]


class FindForm(forms.Form):
    """Order number and email address."""

    number = forms.CharField(
        label="Order number",
        max_length=30,
        help_text="You’ll find it in your confirmation email, e.g. PS-7K3Q-9XMD.",
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
    """The items and their quantities, and what the buyer likes to say about them.

    Everything that isn't cancelled yet is ticked at first. Only of what was sent something can be wrong: then
    it is a claim, with a photo if there is one.
    """

    items = forms.MultipleChoiceField(
        label="What would you like to cancel?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one item."},
    )
    reason = forms.CharField(
        label="Why (optional)", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    cause = forms.ChoiceField(
        label="What is it about?",
        choices=CAUSES,
        initial=Reason.CHANGED_MIND,
        required=False,
        widget=forms.RadioSelect,
    )
    photo = PhotoField(
        label="A photo of what is wrong (optional)",
        required=False,
        help_text="JPEG, PNG, WebP or AVIF. Only we see it.",
    )

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_sent = order.has_left or order.is_part_sent
        if not is_sent:
            del self.fields["cause"], self.fields["photo"]
        self.lines = {str(line.pk): (line, free) for line, free in cancellable(order)}
        choices = [
            (key, f"{free} × {line.title}{_seal(line) if is_sent else ''}")
            for key, (line, free) in self.lines.items()
        ]
        self.fields["items"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("items", list(self.lines))
        for key, (_, free) in self.lines.items():
            if free > 1:
                self.fields[f"quantity_{key}"] = self._quantity(free)

    def _quantity(self, free: int) -> forms.TypedChoiceField:
        return forms.TypedChoiceField(
            choices=[(number, str(number)) for number in range(free, 0, -1)],
            coerce=int,
            empty_value=None,
            required=False,
            error_messages={"invalid_choice": f"Choose a number from 1 to {free}."},
        )

    def rows(self) -> list[tuple[Any, Any]]:
        """Each checkbox with its quantity field; None where there is only one to cancel."""
        boxes = zip(self["items"], self.lines, strict=True)
        return [
            (box, self[f"quantity_{key}"] if f"quantity_{key}" in self.fields else None) for box, key in boxes
        ]

    def said(self) -> Said:
        """What the buyer says; no reason is needed to cancel, and a photo belongs to a claim."""
        given = self.cleaned_data
        cause = Reason(given.get("cause") or Reason.CHANGED_MIND)
        photo = given.get("photo") if cause != Reason.CHANGED_MIND else None
        return Said(cause, given["reason"], photo or b"")

    def chosen(self) -> list[tuple[Any, int]]:
        """The chosen lines and quantities."""
        given = self.cleaned_data
        pairs = [(self.lines[key], given.get(f"quantity_{key}")) for key in given["items"]]
        return [(line, wanted or free) for (line, free), wanted in pairs]


def _seal(line: Line) -> str:
    """What the law says of sealed goods (Consumer Contracts Regulations 2013, reg. 28(3))."""
    product = line.product.parent if line.product and line.product.is_child else line.product
    return " (only with its hygiene seal unbroken, unless faulty)" if product and product.hygiene_seal else ""
