"""`/office/search/?q=`: one search over orders, customers, products, pages and screens."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from shop.backoffice.search.hits import find

MAX_LENGTH = 200


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The hits by kind; a single one opens at once."""
    text = request.GET.get("q", "").strip()[:MAX_LENGTH]
    found = list(find(request, text)) if text else []
    hits = [hit for kind in found for hit in kind.hits]
    if len(hits) == 1:
        return redirect(hits[0].url)
    return render(request, "backoffice/search.html", {"q": text, "found": found})
