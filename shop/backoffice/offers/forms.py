"""The one form of an offer, and the short one for what may change while it runs."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils import timezone

from shop.backoffice.offers.codes import MOST
from shop.backoffice.offers.reading import initial_of
from shop.backoffice.offers.states import standing
from shop.backoffice.offers.terms import Gives, Limits, OnWhat, Terms, Who
from shop.catalogue.models import Category, Product
from shop.fields.names_missing import NamesMissing
from shop.fields.pounds import PoundsField
from shop.fields.visible_text import VisibleTextField
from shop.offer.models import ConditionalOffer, Range
from shop.public_text import refuse_forbidden
from shop.voucher.models import Voucher

MOST_POUNDS: Final = Decimal(9999)
WEEKS: Final = timedelta(weeks=4)
CHOSEN: Final = {OnWhat.PRODUCTS: "products", OnWhat.CATEGORIES: "categories", OnWhat.SELECTION: "selection"}
WITH_MINIMUM: Final = (Gives.PER_CENT, Gives.POUNDS, Gives.DELIVERY)
BY_NAME: Final = (Coalesce("parent__title", "title"), F("parent").asc(nulls_first=True), "volume_ml", "pk")
COMBINES: Final = (
    ("", "It doesn’t add up with other offers and codes on the same items"),
    ("yes", "It adds up with others that do so, too"),
)


def day(label: str, *, missing: str, help_text: str = "") -> forms.DateField:
    """A native date field."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=help_text,
        error_messages={"required": missing},
    )


class SizesField(forms.ModelMultipleChoiceField):
    """Products with their sizes; a product of several sizes stands for all of them."""

    def label_from_instance(self, obj: Product) -> str:
        return obj.full_name


def products_field() -> SizesField:
    """Any of the shop's products; `offer_items` fills it in."""
    return SizesField(
        label="Products", queryset=Product.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )


def categories_field() -> forms.ModelMultipleChoiceField[Category]:
    """Any of the categories; `offer_items` fills it in."""
    return forms.ModelMultipleChoiceField(
        label="Categories",
        queryset=Category.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="With all categories below them.",
    )


def offer_items(form: forms.BaseForm) -> None:
    """Let the form's two fields offer what there is now."""
    form.fields["products"].queryset = Product.objects.select_related("parent").order_by(*BY_NAME)  # type: ignore[attr-defined]
    form.fields["categories"].queryset = Category.objects.order_by("path")  # type: ignore[attr-defined]


class LimitsForm(NamesMissing, forms.Form):
    """The end and how often in all."""

    until = day(
        "Until",
        help_text="To the end of that day, London time.",
        missing="Choose the last day.",
    )
    in_all = forms.IntegerField(
        label="How often in all",
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text="Leave it empty for no limit.",
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        offer: ConditionalOffer | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        now = {"in_all": offer.max_global_applications, "until": standing(offer).ends} if offer else {}
        super().__init__(data, initial=now | (initial or {}))
        self.offer = offer
        if offer and standing(offer).codes > 1:
            del self.fields["in_all"]

    def clean_until(self) -> date:
        """Not in the past: “Stop now” ends an offer at once."""
        until: date = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise ValidationError("That day is over. “Stop now” ends an offer at once.")
        return until

    def limits(self) -> Limits:
        """For the service."""
        return Limits(self.cleaned_data["until"], self.cleaned_data.get("in_all"))


class OfferForm(LimitsForm):
    """All terms. `offer` is a planned one that is changed: whether it has codes can't change any more."""

    gives = forms.ChoiceField(
        label="What does it give?", choices=Gives.choices, widget=forms.RadioSelect, initial=Gives.PER_CENT
    )
    per_cent = forms.DecimalField(
        label="Per cent", required=False, min_value=1, max_value=100, decimal_places=2, initial=10
    )
    amount = PoundsField(label="Pounds", required=False, least=Decimal("0.01"), most=MOST_POUNDS)
    items = forms.IntegerField(
        label="For how many items", required=False, min_value=2, max_value=50, initial=3
    )
    who = forms.ChoiceField(
        label="Who gets it?", choices=Who.choices, widget=forms.RadioSelect, initial=Who.CODE
    )
    code = forms.CharField(
        label="Code",
        required=False,
        max_length=32,
        help_text="Such as SPRING10. Of many codes it is how each begins; empty is fine there.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    count = forms.IntegerField(label="How many codes", required=False, min_value=1, max_value=MOST)
    on = forms.ChoiceField(
        label="On what?", choices=OnWhat.choices, widget=forms.RadioSelect, initial=OnWhat.EVERYTHING
    )
    products = products_field()
    categories = categories_field()
    selection: forms.ModelChoiceField[Range] = forms.ModelChoiceField(
        label="Selection", queryset=Range.objects.none(), required=False, empty_label="Choose …"
    )
    since = day("From", missing="Choose the first day.")
    minimum = PoundsField(
        label="Minimum spend in £, on these items before discounts",
        required=False,
        least=Decimal(0),
        most=MOST_POUNDS,
    )
    once_each = forms.BooleanField(
        label="Once for each customer",
        required=False,
        help_text="With a code only. Guests are known by email address or address.",
    )
    combines = forms.ChoiceField(
        label="With other offers", choices=COMBINES, required=False, widget=forms.RadioSelect, initial=""
    )
    name = VisibleTextField(
        label="Name",
        required=False,
        max_length=100,
        help_text="Shoppers read it in the basket. Left empty, it says what the offer gives.",
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        offer: ConditionalOffer | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        today = timezone.localdate()
        opened = initial_of(offer) if offer else {"since": today, "until": today + WEEKS}
        super().__init__(data, offer=offer, initial=opened | (initial or {}))
        if offer:
            self.fields["who"].disabled = self.fields["count"].disabled = True
        offer_items(self)
        selections = Range.objects.filter(includes_all_products=False)
        self.fields["selection"].queryset = selections.order_by("name")  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """Public words, and unique."""
        name = str(self.cleaned_data["name"]).strip()
        refuse_forbidden(name)
        others = ConditionalOffer.objects.exclude(pk=self.offer.pk if self.offer else 0)
        if name and others.filter(name__iexact=name).exists():
            raise ValidationError("Another offer has this name.")
        return name

    def clean(self) -> dict[str, Any]:
        """What belongs to the choices that were made; the other fields are hidden and don't count."""
        given = super().clean() or self.cleaned_data
        self._check_gives(given)
        self._check_who(given)
        self._check_on(given)
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", "The last day is before the first one.")
        return given

    def _check_gives(self, given: dict[str, Any]) -> None:
        gives = given.get("gives")
        if gives == Gives.PER_CENT and not self._filled("per_cent"):
            self.add_error("per_cent", "Type how many per cent.")
        if gives in (Gives.POUNDS, Gives.SET_PRICE) and not self._filled("amount"):
            self.add_error("amount", "Type how many pounds.")
        if gives == Gives.SET_PRICE and not self._filled("items"):
            self.add_error("items", "Type how many items the price buys.")
        if given.get("minimum") and gives not in WITH_MINIMUM:
            self.add_error("minimum", "This kind of offer counts items, so it can’t have a minimum spend.")

    def _check_who(self, given: dict[str, Any]) -> None:
        who = given.get("who")
        if who == Who.CODE:
            self._check_code(given.get("code") or "")
        if who == Who.CODES and not self.offer and not self._filled("count"):
            self.add_error("count", "Type how many codes.")
        if given.get("once_each") and who == Who.EVERYBODY:
            self.add_error("once_each", "Give it a code: without one nobody knows who has had it.")
        if given.get("in_all") and who == Who.CODES:
            self.add_error("in_all", "Each of the codes works once; their number is the limit.")

    def _check_code(self, code: str) -> None:
        """Beside the field, in the model's words: letters and digits, and none that reads like another."""
        own = self.offer.vouchers.first() if self.offer else None
        now = timezone.now()
        try:
            Voucher(pk=own.pk if own else None, code=code, start_datetime=now, end_datetime=now).clean()
        except ValidationError as problem:
            self.add_error("code", problem.message_dict.get("code", problem.messages))

    def _check_on(self, given: dict[str, Any]) -> None:
        field = CHOSEN.get(OnWhat(given["on"])) if given.get("on") else None
        if field and not given.get(field) and field not in self.errors:
            self.add_error(field, "Choose at least one, or “Everything”.")

    def _filled(self, name: str) -> bool:
        return bool(self.cleaned_data.get(name)) or name in self.errors

    def terms(self) -> Terms:
        """For the service; fields that don't belong to the choices are left out."""
        given = self.cleaned_data
        gives, who, on = Gives(given["gives"]), Who(given["who"]), OnWhat(given["on"])
        return Terms(
            gives=gives,
            who=who,
            since=given["since"],
            limits=self.limits(),
            name=given["name"],
            value=given["per_cent"] if gives == Gives.PER_CENT else given["amount"],
            items=given["items"] or 1,
            on=on,
            products=tuple(given["products"]) if on == OnWhat.PRODUCTS else (),
            categories=tuple(given["categories"]) if on == OnWhat.CATEGORIES else (),
            selection=given["selection"] if on == OnWhat.SELECTION else None,
            code=given["code"].strip(),
            minimum=given["minimum"] or None,
            is_once_each=given["once_each"],
            combines=bool(given["combines"]),
            count=given["count"] or 0,
        )
