"""What is done with a whole product: added, published, copied, archived."""

from collections.abc import Callable
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from shop.accounts.requests import SignedInRequest
from shop.backoffice.posted import posted
from shop.backoffice.products.editor import found
from shop.catalogue.archiving import archive, bring_back
from shop.catalogue.duplicating import duplicate
from shop.catalogue.models import Product
from shop.catalogue.querysets import publish
from shop.fields.names_missing import NamesMissing
from shop.fields.visible_text import VisibleTextField

PAGE = "office_products:product"
SHAPES = (
    (Product.PARENT, "Several sizes, such as 50 ml and 100 ml"),
    (Product.STANDALONE, "One size, a set or a single item"),
)


class NewProductForm(NamesMissing, forms.ModelForm[Product]):
    """What can't be changed later, and a name."""

    title = VisibleTextField(max_length=255, label="Name", error_messages={"required": "Type its name."})
    structure = forms.ChoiceField(
        choices=SHAPES,
        widget=forms.RadioSelect,
        label="It comes in",
        help_text="This can’t be changed later.",
        error_messages={"required": "Choose one of the two."},
    )

    class Meta:
        model = Product
        fields: ClassVar = ["title", "product_class", "structure"]
        labels: ClassVar = {"product_class": "Kind"}
        help_texts: ClassVar = {"product_class": "It can’t be changed later."}
        error_messages: ClassVar = {"product_class": {"required": "Choose its kind."}}

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        self.instance.is_public = False
        self.fields["product_class"].required = True


@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    """A draft, which opens at once."""
    form = NewProductForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return redirect(PAGE, form.save().pk)
    status = 422 if form.is_bound else 200
    return render(request, "backoffice/products/add.html", {"form": form}, status=status)


def _decision(act: Callable[[SignedInRequest, Product], Product]) -> Callable[..., HttpResponse]:
    """A button: one transaction on the locked product, then its page, or that of what was made."""

    @require_POST
    @transaction.atomic
    def view(request: SignedInRequest, pk: int) -> HttpResponse:
        row = found(pk, to_change=True)
        if row is None:
            raise Http404
        return redirect(PAGE, act(request, row).pk)

    return view


@_decision
def publish_it(request: SignedInRequest, row: Product) -> Product:
    """Through the same check as every other way."""
    published, refused = publish(Product.objects.filter(pk=row.pk))
    for problem in refused:
        messages.error(request, " ".join(problem.messages))
    if published:
        messages.success(request, f"Published: {row.full_name}.")
    return row


@_decision
def unpublish(request: SignedInRequest, row: Product) -> Product:
    """It becomes a draft; shoppers don't see it any more."""
    if not row.is_public:
        messages.info(request, "It was a draft already.")
        return row
    row.is_public = False
    row.save(update_fields=["is_public", "date_updated"])
    messages.success(request, f"{row.full_name} is a draft now. Shoppers don’t see it.")
    return row


@_decision
def duplicate_it(request: SignedInRequest, row: Product) -> Product:
    """The copy opens."""
    made = duplicate(product=row)
    messages.success(request, f"This is a copy of {row.title}: a draft without SKUs, prices and pictures.")
    return made


@_decision
def archive_it(request: SignedInRequest, row: Product) -> Product:
    """Nothing is deleted."""
    archive(product=row)
    messages.success(request, f"{row.full_name} is archived. Orders and batches go on naming it.")
    return row


@_decision
def bring_it_back(request: SignedInRequest, row: Product) -> Product:
    """As a draft."""
    bring_back(product=row)
    messages.success(request, f"{row.full_name} is a draft again.")
    return row
