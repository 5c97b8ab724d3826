"""The form of a recall: its texts, and the batches of the product that it is about."""

import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from shop.backoffice.offers.forms import day
from shop.catalogue.models import Batch, Product
from shop.catalogue.naming import title_of
from shop.fields.names_missing import NamesMissing
from shop.fields.visible_text import VisibleTextField
from shop.recall.models import Contact, Recall, Remedy
from shop.recall.prepare import Sold, Texts

ADVICE = (
    "Stop using it, and keep it out of the reach of children. Tell us what you would like: you needn’t send "
    "anything back. If anyone’s skin has reacted, see a pharmacist or a doctor, and tell us as well."
)


def _area(label: str, help_text: str, initial: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, max_length=2000, widget=widget, initial=initial)


class TextsForm(NamesMissing, forms.Form):
    """What buyers, the public page and the authority read."""

    title = VisibleTextField(label="Title", max_length=150, help_text="Product and batch, as on the bottle.")
    problem = _area("What is wrong", "In plain words: buyers and the authority read it.")
    risk = _area("The risk", "What can happen, and to whom.")
    advice = _area("What to do", "What buyers should do now.", ADVICE)
    remedy = forms.ChoiceField(label="Buyers get", choices=Remedy.choices, initial=Remedy.CHOICE)

    @classmethod
    def of(cls, recall: Recall, data: QueryDict | None) -> "TextsForm":
        """The form with the texts of a recall."""
        names = ("title", "problem", "risk", "advice", "remedy")
        return cls(data, initial={name: getattr(recall, name) for name in names})

    def texts(self) -> Texts:
        """The texts of a valid form."""
        names = ("title", "problem", "risk", "advice", "remedy")
        return Texts(**{name: self.cleaned_data[name] for name in names})


def _rehearsal() -> forms.BooleanField:
    return forms.BooleanField(
        required=False,
        label="This is a rehearsal",
        help_text="Nothing goes off sale, no order is held, and nobody is written to. "
        "You see who would be told, and walk through every step.",
    )


class RecallForm(TextsForm):
    """A new recall that begins at one batch; others of the product may be added."""

    others = forms.ModelMultipleChoiceField(
        Batch.objects.none(),
        required=False,
        label="These batches as well",
        widget=forms.CheckboxSelectMultiple,
    )
    is_rehearsal = _rehearsal()
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, batch: Batch) -> None:
        title = f"{title_of(batch.product)}, batch {batch.number}"
        super().__init__(data, initial={"key": uuid.uuid4(), "title": title[:150]})
        self.batch = batch
        others: Any = self.fields["others"]
        others.queryset = _siblings(batch)
        if not others.queryset.exists():
            del self.fields["others"]

    def batches(self) -> Iterator[Batch]:
        """All batches of a valid form."""
        yield self.batch
        yield from self.cleaned_data.get("others", ())

    def sold(self) -> Iterator[Sold]:
        """None: the batches tell the pieces."""
        yield from ()


class DaysForm(TextsForm):
    """A new recall of one size, as far as it left in certain days."""

    first_day = day("Sent from", missing="Choose the first day.")
    last_day = day("to", missing="Choose the last day; the same one for a single day.")
    is_rehearsal = _rehearsal()
    key = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("first_day", "last_day")

    def __init__(self, data: QueryDict | None, *, product: Product) -> None:
        super().__init__(data, initial={"key": uuid.uuid4(), "title": title_of(product)[:150]})
        self.product = product

    def clean(self) -> dict[str, Any]:
        """The days are in order, and the first one isn't to come."""
        given = super().clean() or self.cleaned_data
        first, last = given.get("first_day"), given.get("last_day")
        if first and first > timezone.localdate():
            self.add_error("first_day", "Nothing has left on that day yet.")
        elif first and last and last < first:
            self.add_error("last_day", "The last day is before the first one.")
        return given

    def batches(self) -> Iterator[Batch]:
        """None: no batch tells the pieces."""
        yield from ()

    def sold(self) -> Iterator[Sold]:
        """The size with its days, of a valid form."""
        yield Sold(self.product, self.cleaned_data["first_day"], self.cleaned_data["last_day"])


def _siblings(batch: Batch) -> QuerySet[Batch]:
    """Other batches of the product in any size, the newest first, that no recall has."""
    product = batch.product
    family = Q(product=product)
    if product.parent_id:
        family |= Q(product__parent=product.parent_id)
    in_a_recall = Q(recalls__recall__is_rehearsal=False)
    rows = Batch.objects.filter(family).exclude(in_a_recall).exclude(pk=batch.pk)
    return rows.select_related("product__parent").order_by("-received_at", "-pk")


class ContactForm(NamesMissing, forms.Form):
    """How somebody was reached, or wasn't."""

    kind = forms.ChoiceField(
        label="What happened",
        choices=[("", "Choose …"), *Contact.choices],
        error_messages={"required": "Choose what happened."},
    )
    note = VisibleTextField(label="Note", max_length=500, required=False, help_text="What was said.")


class AuthorityForm(NamesMissing, forms.Form):
    """When the authority was told, and under which reference."""

    told_on = forms.DateField(
        label="Told on",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choose the day on which it was sent."},
    )
    reference = VisibleTextField(
        label="Reference", max_length=100, required=False, help_text="The authority’s number for it."
    )


class CloseForm(NamesMissing, forms.Form):
    """Why it ends although somebody isn't reached."""

    reason = VisibleTextField(
        label="Reason", max_length=300, required=False, help_text="Needed while somebody isn’t reached."
    )
