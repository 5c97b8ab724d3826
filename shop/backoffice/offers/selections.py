"""`/office/offers/selections/`: named sets of products for offers, some with a page in the shop."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.offers.forms import categories_field, offer_items, products_field
from shop.backoffice.offers.listing import NAMESPACE
from shop.backoffice.posted import posted
from shop.catalogue.models import Product
from shop.fields.names_missing import NamesMissing
from shop.fields.visible_text import VisibleTextField
from shop.offer.models import ConditionalOffer, Range


class SelectionForm(NamesMissing, forms.ModelForm[Range]):
    """Name, products and categories; with a page in the shop if wanted."""

    products = products_field()
    categories = categories_field()

    class Meta:
        model = Range
        fields = ("name", "description", "is_public")
        field_classes = {"name": VisibleTextField}
        labels = {"is_public": "Has a page in the shop"}
        help_texts = {"description": "Shown on that page."}
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, data: QueryDict | None = None, *, instance: Range | None = None) -> None:
        super().__init__(data, instance=instance)
        offer_items(self)
        if self.instance.pk:
            self.initial["products"] = list(self.instance.included_products.values_list("pk", flat=True))
            self.initial["categories"] = list(self.instance.included_categories.values_list("pk", flat=True))

    def clean(self) -> dict[str, Any]:
        """An empty selection would be an offer on nothing."""
        given = super().clean() or self.cleaned_data
        if not self.errors and not (given["products"] or given["categories"]):
            self.add_error("products", "Choose at least one product or category.")
        return given


def with_uses() -> QuerySet[Range]:
    """The selections with the offers that are about them; “everything” is none."""
    rows = Range.objects.filter(includes_all_products=False)
    return rows.annotate(
        items=Count("included_products", distinct=True), groups=Count("included_categories", distinct=True)
    ).order_by("name")


def uses_of(selection: Range) -> list[ConditionalOffer]:
    """The offers that are about it, running or not."""
    about = Q(condition__range=selection) | Q(benefit__range=selection)
    return list(ConditionalOffer.objects.filter(about).order_by("name").distinct())


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """The list."""
    rows = [(selection, uses_of(selection)) for selection in with_uses()]
    return render(request, "backoffice/offers/selections.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, selection: int = 0) -> HttpResponse:
    """A new selection, or one that exists."""
    chosen = Range.objects.filter(includes_all_products=False)
    found = get_object_or_404(chosen, pk=selection) if selection else None
    form = SelectionForm(posted(request), instance=found)
    if request.method == "POST" and form.is_valid():
        saved = save_selection(form)
        messages.success(request, f"“{saved.name}” is saved.")
        return redirect(f"{NAMESPACE}:selections")
    context: dict[str, Any] = {"form": form, "selection": found, "uses": uses_of(found) if found else []}
    return render(request, "backoffice/offers/selection.html", context, status=422 if form.errors else 200)


@transaction.atomic
def save_selection(form: SelectionForm) -> Range:
    """Save the name and what is in it; products that stay keep their place on its page."""
    saved = form.save()
    wanted: set[Product] = set(form.cleaned_data["products"])
    held = {row.product: row for row in saved.rangeproduct_set.select_related("product")}
    for product in wanted - held.keys():
        saved.add_product(product)
    for product in held.keys() - wanted:
        held[product].delete()
    saved.included_categories.set(form.cleaned_data["categories"])
    saved.invalidate_cached_queryset()
    return saved


@require_POST
def delete(request: SignedInRequest, selection: int) -> HttpResponse:
    """Refused while offers are about it; they are named."""
    found = get_object_or_404(Range, pk=selection, includes_all_products=False)
    if uses := uses_of(found):
        names = ", ".join(f"“{offer.name}”" for offer in uses)
        messages.error(
            request, f"“{found.name}” stays: {names} {'is' if len(uses) == 1 else 'are'} about it."
        )
        return redirect(f"{NAMESPACE}:selection", found.pk)
    found.delete()
    messages.success(request, f"“{found.name}” is deleted.")
    return redirect(f"{NAMESPACE}:selections")
