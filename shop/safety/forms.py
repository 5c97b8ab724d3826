"""The form of a reaction, for buyers and for colleagues."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from shop.catalogue.models import Product
from shop.fields.email import EmailFormField
from shop.fields.names_missing import NamesMissing
from shop.fields.past_day import PastDayField
from shop.fields.visible_text import VisibleTextField
from shop.order.returns.photos import PhotoField
from shop.safety.models import Outcome, Source, Whose
from shop.safety.reporting import Told


class SizeField(forms.ModelChoiceField):
    """A size by its full name."""

    def label_from_instance(self, obj: Product) -> str:
        """Called by the form for each choice."""
        return obj.full_name


class ReactionForm(NamesMissing, forms.Form):
    """What a buyer tells us. Only size, whose skin and what happened are wanted."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    product = SizeField(
        Product.objects.none(),
        label="Which product?",
        error_messages={"required": "Choose the product.", "invalid_choice": "Choose the product."},
    )
    whose = forms.ChoiceField(label="Whose skin?", choices=[("", "Choose …"), *Whose.choices])
    age_months = forms.IntegerField(
        label="Age in months (optional)", min_value=0, max_value=1200, required=False
    )
    happened = forms.CharField(
        label="What happened?", max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    where = VisibleTextField(label="Where on the body? (optional)", max_length=200, required=False)
    began_on = PastDayField("When did it begin? (optional)", required=False)
    outcome = forms.ChoiceField(label="How is it now?", choices=Outcome.choices, initial=Outcome.UNKNOWN)
    doctor = forms.BooleanField(label="A doctor or pharmacist has seen it", required=False)
    said_serious = forms.BooleanField(
        label="It was serious: hospital, lasting harm or danger to life", required=False
    )
    order_number = VisibleTextField(label="Order number (optional)", max_length=40, required=False)
    batch_number = VisibleTextField(
        label="Batch number on the bottle (optional)", max_length=40, required=False
    )
    name = VisibleTextField(label="Your name (optional)", max_length=150, required=False)
    email = EmailFormField(label="Your email (optional)", required=False)
    may_write_back = forms.BooleanField(label="You may write to me about it", required=False)
    photo = PhotoField(label="A photo (optional)", required=False)

    def __init__(
        self, data: QueryDict | None, files: MultiValueDict[str, Any] | None, *, product: str = ""
    ) -> None:
        super().__init__(data, files, initial={"key": uuid.uuid4(), "product": product})
        sizes: Any = self.fields["product"]
        sizes.queryset = _sizes()

    def clean(self) -> dict[str, Any]:
        """Whoever wants an answer needs an address."""
        given = super().clean() or self.cleaned_data
        if given.get("may_write_back") and not given.get("email") and "email" not in self.errors:
            self.add_error("email", "We need your email to write back.")
        return given

    def told(self) -> Told:
        """What a valid form says."""
        names = Told.__dataclass_fields__
        return Told(**{name: value for name, value in self.cleaned_data.items() if name in names})


class EnterForm(ReactionForm):
    """What somebody told a colleague."""

    source = forms.ChoiceField(
        label="How did it come?", choices=[choice for choice in Source.choices if choice[0] != Source.FORM]
    )


def _sizes() -> QuerySet[Product]:
    """Every size, also those that aren't sold any more."""
    rows = Product.objects.exclude(structure=Product.PARENT).select_related("parent")
    return rows.order_by("parent__title", "title", "volume_ml", "pk")
