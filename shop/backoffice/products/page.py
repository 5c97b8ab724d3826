"""`/office/products/<key>/`: one page for a product and its sizes."""

from typing import Final
from uuid import uuid4

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from shop.accounts.requests import SignedInRequest
from shop.backoffice.gate import may_open
from shop.backoffice.products.editor import Editor, found
from shop.backoffice.products.filters import product_state
from shop.backoffice.products.history import history_of
from shop.catalogue.models import Product
from shop.catalogue.product_page import preview_page

PAGE, SAVE = "office_products:product", "office_products:save"
ARCHIVED: Final = "It is archived. Bring it back first; then it can be changed."


def product(request: SignedInRequest, pk: int) -> HttpResponse:
    """Texts, sizes, pictures, legal facts, what is missing, and what was changed."""
    row = found(pk)
    if row is None:
        return redirect(PAGE, _parent_of(pk))
    return _show(request, Editor(row, may_save=may_open(request.user, SAVE)))


@require_POST
@transaction.atomic
def save(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was changed on the page, all of it or nothing."""
    row = found(pk, to_change=True)
    if row is None:
        raise Http404
    if row.is_archived:
        messages.error(request, ARCHIVED)
        return redirect(PAGE, pk)
    editor = Editor(row, request.POST)
    if not editor.is_valid():
        return _show(request, editor, status=422)
    try:
        with transaction.atomic():
            is_changed = editor.write()
    except IntegrityError:  # a colleague took the SKU or the address since it was checked
        editor.sheet.add_error(None, "Somebody has just taken this SKU or address. Choose another one.")
        return _show(request, editor, status=422)
    if is_changed:
        messages.success(request, f"Saved {row.full_name}.")
    else:
        messages.info(request, "Nothing was changed.")
    return redirect(PAGE, pk)


def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """The page of the shop as it will be, drafts of sizes too; nothing can be bought on it."""
    shown = preview_page(pk)
    if shown is None:
        raise Http404
    # A version of its own: fragments of a draft never stand in the cache of public pages.
    context = {"page": shown, "product": shown.product, "is_preview": True, "version": f"preview {uuid4()}"}
    return render(request, "oscar/catalogue/detail.html", context)


def _parent_of(size: int) -> int:
    """The key of the product that has this size. Findings of claims, the log and old links name sizes."""
    parent: int | None = Product.objects.filter(pk=size).values_list("parent", flat=True).first()
    if parent is None:
        raise Http404
    return parent


def _show(request: SignedInRequest, editor: Editor, *, status: int = 200) -> HttpResponse:
    row = editor.product
    context = {
        "editor": editor,
        "product": row,
        "state": product_state(row),
        "pictures": list(row.images.all()),
        "history": history_of(row),
        "may_save": may_open(request.user, SAVE) and not row.is_archived,
        "may_decide": may_open(request.user, SAVE),
        "may_set_prices": may_open(request.user, "office_prices:save"),
        "is_refused": status != 200,
    }
    return render(request, "backoffice/products/product.html", context, status=status)
