"""The form of the trader's details, with what the law asks of each."""

import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final

from django import forms
from django.http import QueryDict

from shop.fields.email import EmailFormField
from shop.fields.names_missing import NamesMissing
from shop.fields.visible_text import VisibleTextField
from shop.shipping.postcodes import InvalidPostcode, normalise
from shop.trader.identity import PLACES, Trader, as_company_number, as_vat_number, registered_where

PO_BOX: Final = re.compile(r"\bp\.?\s*o\.?\s*box\b", re.I)
TELEPHONE: Final = re.compile(r"\+?[0-9 ()]{6,30}")
NOWHERE: Final = ("", "No company: a sole trader or a partnership")


class TraderForm(NamesMissing, forms.Form):
    """What pages, emails and invoices say of the seller."""

    name = VisibleTextField(
        label="Legal name",
        max_length=120,
        help_text="Of a company as registered, with Ltd. A sole trader: “Ann Lee trading as Plainsong”.",
        error_messages={"required": "Type the name under which you trade by law."},
    )
    address = VisibleTextField(
        label="Address",
        max_length=200,
        help_text="In one line with its postcode at the end. Of a company the registered office.",
        error_messages={"required": "Type the address at which you are established."},
    )
    email = EmailFormField(label="Email", error_messages={"required": "Type an address that somebody reads."})
    phone = VisibleTextField(
        label="Telephone",
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        error_messages={"required": "Type a number at which buyers reach you."},
    )
    company_number = VisibleTextField(label="Company number (a sole trader has none)", required=False)
    registered_in = forms.ChoiceField(
        label="Registered in", required=False, choices=[NOWHERE, *((place, place) for place in PLACES)]
    )
    vat_number = VisibleTextField(
        label="VAT number (may be empty if you aren’t registered for VAT)", required=False
    )

    def __init__(self, now: Trader, data: QueryDict | None = None, *, needs_vat_number: bool) -> None:
        self.needs_vat_number = needs_vat_number
        super().__init__(data, initial=asdict(now))

    def clean_address(self) -> str:
        """A place where the trader can be found (Consumer Contracts Regulations 2013, schedule 2)."""
        address = str(self.cleaned_data["address"])
        if PO_BOX.search(address):
            raise forms.ValidationError("A PO box isn’t a place where you are established. Name the street.")
        if not _ends_with_postcode(address):
            raise forms.ValidationError(
                "End it with the postcode, such as “4 Orchard Mill, Stroud, GL5 1AA”."
            )
        return address

    def clean_phone(self) -> str:
        """Digits, blanks, brackets, and a plus in front."""
        phone = str(self.cleaned_data["phone"])
        if not TELEPHONE.fullmatch(phone):
            raise forms.ValidationError("Type digits and blanks, such as 01632 960 145.")
        return phone

    def clean_company_number(self) -> str:
        """As Companies House writes it."""
        return _checked(as_company_number, self.cleaned_data["company_number"])

    def clean_vat_number(self) -> str:
        """Whoever is registered names it on every page (E-Commerce Regulations 2002, reg. 6)."""
        typed = self.cleaned_data["vat_number"]
        if self.needs_vat_number and not typed:
            raise forms.ValidationError("You are registered for VAT: type the number.")
        return _checked(as_vat_number, typed)

    def clean(self) -> dict[str, Any]:
        """Number and register belong together (SI 2015/17, reg. 25)."""
        given = super().clean() or self.cleaned_data
        number, place = given.get("company_number", ""), given.get("registered_in", "")
        if number and not place:
            self.add_error("registered_in", "Choose where the company is registered.")
        elif place and not number and "company_number" not in self.errors:
            self.add_error("company_number", "Type the company’s number, or choose “No company” below.")
        elif number and place not in registered_where(number):
            self.add_error("registered_in", f"{number} is a number of {registered_where(number)[0]}.")
        return given

    @property
    def details(self) -> Trader:
        """What was typed; the form is valid."""
        return Trader(**{name: self.cleaned_data[name] for name in self.fields if name != "seen"})


class ChangeForm(TraderForm):
    """With the number of the row that was in force when the page was made."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


def _checked(read: Callable[[str], str], typed: str) -> str:
    try:
        return read(typed) if typed else ""
    except ValueError as problem:
        raise forms.ValidationError(str(problem)) from problem


def _ends_with_postcode(address: str) -> bool:
    words = address.replace(",", " ").split()
    return any(_is_postcode(" ".join(words[-count:])) for count in (1, 2))


def _is_postcode(text: str) -> bool:
    try:
        normalise(text)
    except InvalidPostcode:
        return False
    return True
