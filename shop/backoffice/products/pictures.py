"""`/office/products/<key>/pictures/`: several at once, each with its alternative text and place."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from shop.accounts.requests import SignedInRequest
from shop.backoffice.products.editor import found
from shop.backoffice.products.picture_forms import picture_rows

PICTURES = "office_products:pictures"


@require_http_methods(["GET", "POST"])
def pictures(request: SignedInRequest, pk: int) -> HttpResponse:
    """Rows that are right are saved, also while another one has a problem: a file can't stay typed."""
    row = found(pk)
    if row is None:
        raise Http404
    if request.method == "GET":
        return render(
            request, "backoffice/products/pictures.html", {"product": row, "rows": picture_rows(row)}
        )
    rows = picture_rows(row, request.POST, request.FILES)
    wrong = [form for form in rows if not form.is_valid()]
    with transaction.atomic():
        saved = sum(form.write() for form in rows if form not in wrong)
    if wrong:
        context = {"product": row, "rows": [*wrong], "saved": saved}
        return render(request, "backoffice/products/pictures.html", context, status=422)
    messages.success(request, "Saved." if saved else "Nothing was changed.")
    return redirect(PICTURES, pk)
