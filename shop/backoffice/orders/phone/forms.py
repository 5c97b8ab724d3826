"""The form of an order by telephone: the checkout's own address form, and what is in the basket."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from phonenumber_field.formfields import PhoneNumberField

from shop.backoffice.orders.phone.finding import MOST, sizes
from shop.basket.models import Line
from shop.basket.services import MAX_QUANTITY_PER_LINE
from shop.catalogue.models import Product
from shop.checkout.details import Details
from shop.checkout.forms import AddressForm
from shop.fields.names_missing import NamesMissing
from shop.order.kinds import NO_CHARGE_REASONS
from shop.phone_orders.drafts import DraftChange
from shop.phone_orders.models import PaymentLink

ADDRESS = ("email", "name", "line1", "line2", "town", "postcode")


class PhoneOrderForm(NamesMissing, AddressForm):
    """“Update” may leave things out; sending the link asks for all of them (`needs_all`)."""

    phone = PhoneNumberField(label="Telephone (optional)", region="GB", required=False)
    scan = forms.CharField(
        label="Item: barcode, SKU or name",
        max_length=128,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )
    pieces = forms.IntegerField(
        label="Pieces", min_value=1, max_value=MAX_QUANTITY_PER_LINE, required=False, initial=1
    )
    code = forms.CharField(label="Code (optional)", max_length=128, required=False)
    method = forms.CharField(max_length=20, required=False)
    reason = forms.ChoiceField(
        label="Reason",
        choices=[("", "Choose"), *((one.value, str(one.label)) for one in NO_CHARGE_REASONS)],
        required=False,
    )
    note = forms.CharField(label="Note for colleagues", max_length=200, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, link: PaymentLink, needs_all: bool = False
    ) -> None:
        self.link, self.needs_all = link, needs_all
        self.found: list[Product] = []  # several fit what was typed: one is to be chosen
        if data is not None and link.user:
            data = {**data, "email": link.user.email}
        super().__init__(data, initial=asdict(link.where) | {"scan": "", "pieces": 1, "code": ""})
        self.lines: list[Line] = list(link.basket.lines.select_related("product__parent").order_by("pk"))
        for line in self.lines:
            self.fields[f"quantity_{line.pk}"] = forms.IntegerField(
                label=f"Pieces of {line.product.full_name}",
                min_value=0,
                max_value=MAX_QUANTITY_PER_LINE,
                initial=line.quantity,
            )
        for name in ADDRESS:  # a browser's own address book is not the buyer's
            self.fields[name].widget.attrs["autocomplete"] = "off"
        if link.user:
            self.fields["email"].widget.attrs["readonly"] = True

    def choices(self) -> list[tuple[str, str]]:
        """SKU and name of each size that fits what was typed, where several do."""
        return [(size.stockrecords.all()[0].partner_sku, size.full_name) for size in self.found[:MOST]]

    def rows(self) -> list[tuple[Line, forms.BoundField]]:
        """Each line with the field of its quantity."""
        return [(line, self[f"quantity_{line.pk}"]) for line in self.lines]

    def clean(self) -> dict[str, Any]:
        """Without `needs_all`, what is left empty is no mistake yet."""
        given = super().clean()
        if "give" in self.data and not given.get("reason"):
            self.add_error("reason", "Choose a reason.")
        if not self.needs_all:
            for name in [name for name in ADDRESS if name in self.errors and not self.data.get(name)]:
                del self.errors[name]
        return given

    def clean_scan(self) -> str:
        """Several that fit are shown to choose from."""
        typed: str = self.cleaned_data["scan"].strip()
        if typed:
            self.found = sizes(typed)
            if not self.found:
                raise forms.ValidationError(f"Nothing on sale fits “{typed}”.")
            if len(self.found) > 1:
                raise forms.ValidationError("Several fit: choose one below.")
        return typed

    def change(self) -> DraftChange:
        """What the service is asked for, once the form is valid."""
        given = self.cleaned_data
        typed = {name: given.get(name) or "" for name in ADDRESS}
        is_whole = all(typed[name] for name in ADDRESS if name != "line2")
        details = Details(
            **typed,
            phone=str(given.get("phone") or ""),
            method=given.get("method") or "",
            gift_message=given.get("gift_message") or "",
            hides_prices=given.get("hides_prices") or "",
            not_asked="1",
            draft="" if is_whole else "1",
        )
        quantities = {line.pk: given[f"quantity_{line.pk}"] for line in self.lines}
        dropped = tuple(int(pk) for pk in self.data.get("drop_code", "").split() if pk.isdecimal())
        return DraftChange(
            details,
            quantities,
            next(iter(self.found), None),
            given.get("pieces") or 1,
            given["code"],
            dropped,
        )
