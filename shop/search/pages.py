"""Search results and search suggestions: public pages."""

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View

from shop.caching.decorators import public_page
from shop.catalogue.listing.page import LIST_PARAMS, browse_found
from shop.catalogue.listing.snapshot import current_catalogue
from shop.search.services import search, suggest
from shop.search_engine.outage import SearchAway
from shop.signals import suggest_search_results

log = logging.getLogger("shop.search.pages")


@method_decorator(public_page(params=("q", "as", *LIST_PARAMS)), "dispatch")
class SearchView(View):
    """`/search/?q=`; with `&as=typed` a misspelt word isn’t corrected.

    The module isn’t called views.py: Oscar’s loader would import it before the models are ready.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        catalogue = current_catalogue()
        as_typed = request.GET.get("as") == "typed"
        try:
            found = search(text=request.GET.get("q", ""), catalogue=catalogue, corrects=not as_typed)
        except SearchAway:
            log.exception("The search index can’t be asked")
            return render(request, "oscar/search/away.html", {"popular": catalogue.best(4)}, status=503)
        keep = ("q", "as") if as_typed else ("q",)
        page = browse_found(catalogue, found.ranked, request.GET, keep=keep, says_traces=found.says_traces)
        context = {"found": found, "browse": page, "query": found.searched, "popular": catalogue.best(4)}
        return render(request, "oscar/search/results.html", context)


@method_decorator(public_page(params=("q",)), "dispatch")
class SuggestView(View):
    """`/search/suggest/?q=`: a few titles as JSON, for the search field."""

    def get(self, request: HttpRequest) -> HttpResponse:
        items = suggest(text=request.GET.get("q", ""), catalogue=current_catalogue())
        found: list[Any] = [{"title": item.title, "url": item.url} for item in items]
        for _, more in suggest_search_results.send(SuggestView, text=request.GET.get("q", "")):
            found += more or []
        return JsonResponse({"items": found})
