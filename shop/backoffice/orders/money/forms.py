"""Forms for refunds, cancellations and settlements."""

import uuid
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.http import QueryDict

from shop.accounts.models import User
from shop.backoffice.orders.money.limit import limit_of
from shop.fields.names_missing import NamesMissing
from shop.money import from_pence, to_pence
from shop.order.cancellations import cancellable
from shop.order.dispatch_holds import missing_pieces
from shop.order.models import Line, Order, Return
from shop.order.return_rows import Kind
from shop.order.returns.owed import wanted_pieces
from shop.payment.models import PaymentAttempt, Refund, Settlement
from shop.payment.services import (
    Agreed,
    RefundQuantity,
    RefundRequest,
    balance_of,
    delivery_owed,
    price_of,
    refundable_amount,
    refunded_pieces,
)

STILL_HERE = (
    "Only {count} are still here. Refund those that were sent without “Back for sale”: "
    "their return puts them back."
)


# The reasons that aren't about items.
NO_ITEMS: Final = [
    (cause.value, str(cause.label))
    for cause in (Refund.Cause.CANCELLED, Refund.Cause.GOODWILL, Refund.Cause.PAID_TWICE, Refund.Cause.FRAUD)
]


def _sold(order: Order) -> list[Line]:
    """The lines that can be refunded piece by piece."""
    return [] if order.is_contribution else list(order.lines.all())


class ReasonForm(NamesMissing, forms.Form):
    """Reason and note, with an idempotency key so that a double click is one refund."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    reason = forms.ChoiceField(
        label="Reason",
        choices=Refund.Cause.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a reason."},
    )
    note = forms.CharField(
        label="Note for colleagues", max_length=200, required=False, help_text="The buyer doesn’t see it."
    )

    def asked(self, user: User) -> RefundRequest:
        """Who asks for the refund, and why."""
        given = self.cleaned_data
        return RefundRequest(by=user, most=limit_of(user), cause=given["reason"], note=given["note"])


def _cause(order: Order, item_return: Return | None) -> str:
    """The reason that the return gives; empty where staff have to choose one."""
    row = item_return or order.returns.filter(settled_at=None).order_by("pk").first()
    if row is None:
        return ""
    return str(Refund.Cause.CANCELLED if row.kind == Kind.CANCELLATION else row.reason)


class RefundForm(ReasonForm):
    """Quantity of each line, returned to stock or not, delivery, and another amount."""

    field_order = ["key", "seen"]
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)  # the amount shown to confirm
    other = forms.DecimalField(
        label="Other amount, in pounds",
        min_value=Decimal(0),
        max_digits=8,
        decimal_places=2,
        required=False,
        help_text="Goodwill is an amount of its own, without items.",
    )

    deduction = forms.DecimalField(
        label="Taken off, in pounds",
        min_value=Decimal(0),
        max_digits=8,
        decimal_places=2,
        required=False,
        help_text="For items that were handled more than a shop would allow.",
    )
    deduction_why = forms.CharField(
        label="Why it is taken off", max_length=200, required=False, help_text="The buyer gets it by email."
    )

    def __init__(
        self,
        data: QueryDict | dict[str, Any] | None = None,
        *,
        attempt: PaymentAttempt,
        item_return: Return | None = None,
    ) -> None:
        super().__init__(data)
        self.attempt, self.item_return = attempt, item_return
        self.may_restock = not attempt.order.has_left  # what was sent comes back by its return
        self.is_part_sent = attempt.order.is_part_sent
        self.missing = missing_pieces(attempt.order)
        self.initial["reason"] = _cause(attempt.order, item_return)
        self.delivery = delivery_owed(attempt.order)
        if self.delivery:
            self._add_delivery()
        self.lines = [(line, line.quantity - refunded_pieces(line)) for line in _sold(attempt.order)]
        wanted = wanted_pieces(attempt.order, item_return)
        for line, free in self.lines:
            self._add_line(line, wanted[line.pk], free)
        if attempt.order.is_contribution:
            self._ask_for_an_amount()

    def _ask_for_an_amount(self) -> None:
        """A contribution has no items: all of it is filled in."""
        self.initial["other"] = from_pence(refundable_amount(self.attempt))
        self.fields["reason"].choices = NO_ITEMS  # type: ignore[attr-defined]
        self.fields["other"].label, self.fields["other"].help_text = "Amount, in pounds", ""
        for name in ("deduction", "deduction_why"):
            del self.fields[name]

    def _add_delivery(self) -> None:
        self.fields["delivery"] = forms.BooleanField(
            label=f"Delivery, £{from_pence(self.delivery)}",
            required=False,
            initial=not (self.is_part_sent or cancellable(self.attempt.order)),
            help_text="Owed by law when the whole order is cancelled, at the cheapest delivery’s price.",
        )

    def _add_line(self, line: Line, wanted: int, free: int) -> None:
        """How many pieces of it, and whether they are for sale again."""
        pieces = self._proposed(line, wanted, free)
        self.fields[f"pieces_{line.pk}"] = forms.IntegerField(
            label="Pieces", min_value=0, max_value=free, required=False, initial=pieces or None
        )
        if self.may_restock and line.quantity_to_send:
            self.fields[f"restock_{line.pk}"] = forms.BooleanField(
                label="Back for sale", required=False, initial=True
            )

    def _proposed(self, line: Line, wanted: int, free: int) -> int:
        """What a return asks for, else what wasn't found; of a part-sent order only what is still here."""
        if self.missing and not wanted:
            return min(free, self.missing[line.pk])
        if not self.is_part_sent or (wanted and self.item_return and not line.quantity_to_send):
            return min(wanted, free)
        return min(wanted or free, free, line.quantity_to_send)

    def filled_in(self) -> "RefundForm":
        """The same form as if its first values had been typed, so that the amount shows at once."""
        data = {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}
        given = {name: value for name, value in data.items() if value not in (None, False)}
        filled = RefundForm(given, attempt=self.attempt, item_return=self.item_return)
        return filled if filled.is_valid() else self

    @property
    def delivery_field(self) -> forms.BoundField:
        """The checkbox for delivery; only if a refund of delivery is owed."""
        return self["delivery"]

    def rows(self) -> list[tuple[Line, int, forms.BoundField, forms.BoundField | None]]:
        """Each line with its refundable quantity and its fields, for the template."""
        return [
            (
                line,
                free,
                self[f"pieces_{line.pk}"],
                self[f"restock_{line.pk}"] if f"restock_{line.pk}" in self.fields else None,
            )
            for line, free in self.lines
        ]

    def pieces(self) -> tuple[RefundQuantity, ...]:
        """The quantity to refund of each line; lines without one are left out."""
        given = self.cleaned_data
        return tuple(
            RefundQuantity(line, given[f"pieces_{line.pk}"], given.get(f"restock_{line.pk}", False))
            for line, _ in self.lines
            if given.get(f"pieces_{line.pk}")
        )

    @property
    def amount(self) -> int:
        """Pence, once the form is valid."""
        goods = sum(price_of(part.line, part.quantity) for part in self.pieces())
        other = to_pence(self.cleaned_data.get("other") or Decimal(0))
        return goods + self.delivery_ticked + other - self.deducted

    @property
    def deducted(self) -> int:
        """Pence."""
        return to_pence(self.cleaned_data.get("deduction") or Decimal(0))

    @property
    def delivery_ticked(self) -> int:
        """Pence."""
        return self.delivery if self.cleaned_data.get("delivery") else 0

    def asked(self, user: User) -> RefundRequest:
        """With the part for delivery, so that the form doesn't suggest it again, and what it settles."""
        return replace(
            super().asked(user),
            delivery=self.delivery_ticked,
            deducted=self.deducted,
            deducted_why=self.cleaned_data["deduction_why"] if self.deducted else "",
            item_return=self.item_return,
        )

    def clean(self) -> dict[str, Any]:
        """The amount must be positive and at most the refundable amount."""
        given = super().clean() or self.cleaned_data
        if given.get("deduction") and not given.get("deduction_why"):
            self.add_error("deduction_why", "Say why: the buyer gets it by email.")
        available = refundable_amount(self.attempt)
        for line, _ in self.lines:
            if (
                given.get(f"restock_{line.pk}")
                and (given.get(f"pieces_{line.pk}") or 0) > line.quantity_to_send
            ):
                self.add_error(f"pieces_{line.pk}", STILL_HERE.format(count=line.quantity_to_send))
        if given.get("reason") == Refund.Cause.GOODWILL and not self.errors and self.pieces():
            self.add_error("reason", "Goodwill is an amount without items: leave the pieces empty.")
        if not self.errors and not 0 < self.amount <= available:
            raise forms.ValidationError(
                f"That would be £{from_pence(self.amount)}: enter between £0.01 and £{from_pence(available)}."
            )
        return given

    @property
    def is_confirmed(self) -> bool:
        """Whether the button that was clicked named this amount."""
        return self.is_valid() and self.cleaned_data["seen"] == self.amount


class CancelForm(ReasonForm):
    """Cancels a whole order before dispatch."""

    reason = forms.ChoiceField(
        label="Reason",
        initial=Refund.Cause.CANCELLED,
        choices=[one for one in Refund.Cause.choices if one[0] != Refund.Cause.GOODWILL],
    )
    restock = forms.BooleanField(
        label="The items can be sold again",
        required=False,
        initial=True,
        help_text="Leave unticked to write the items off.",
    )


class SettleForm(NamesMissing, forms.Form):
    """How an order in review, or a failed refund, was settled outside Stripe."""

    kind = forms.ChoiceField(label="What was agreed", choices=Settlement.Kind.choices)
    amount = forms.DecimalField(
        label="Amount in pounds",
        min_value=Decimal(0),
        max_digits=8,
        decimal_places=2,
        help_text="What the shop loses, or what was paid back another way.",
    )
    reason = forms.CharField(
        label="Reason", max_length=200, help_text="Saved with the order. The buyer doesn’t see it."
    )
    restock = forms.BooleanField(label="If it ends: the items go back for sale", required=False, initial=True)

    def __init__(self, data: QueryDict | None = None, *, order: Order, refund: Refund | None = None) -> None:
        super().__init__(data)
        if refund:
            self.initial.update(kind=Settlement.Kind.PAID_BACK, amount=refund.pounds)
            self.fields["kind"].widget = forms.HiddenInput()
            del self.fields["restock"]
        else:
            missing = order.total_incl_tax - from_pence(balance_of(order).left)
            self.initial["amount"] = max(missing, Decimal(0))

    def agreed(self, user: User) -> Agreed:
        """The settlement for the service."""
        given = self.cleaned_data
        return Agreed(given["kind"], to_pence(given["amount"]), given["reason"], by=user)
