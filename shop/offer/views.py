"""Offers and ranges as public pages: the same for everyone, without anything about the visitor’s basket."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.views import View

from shop.caching.decorators import public_page
from shop.catalogue.listing.item import ListingItem
from shop.catalogue.listing.snapshot import current_catalogue
from shop.offer.models import Range
from shop.offer.public_offers import open_offers


def listed_items(products: Range | None) -> list[ListingItem]:
    """The public products of a range; a size is listed once, as its parent.

    Oscar’s `offer.products()` and `browsable()` leave sizes out, and with them whole ranges.
    """
    if products is None:
        return []
    catalogue = current_catalogue()
    order = () if products.includes_all_products else ("rangeproduct__display_order", "pk")
    found = products.all_products().order_by(*order).values_list("pk", "parent_id")
    wanted = dict.fromkeys(parent or pk for pk, parent in found)
    return [catalogue.by_id[pk] for pk in wanted if pk in catalogue.by_id]


@method_decorator(public_page(), "dispatch")
class OfferListView(View):
    """`/offers/`: all offers without a code."""

    def get(self, request: HttpRequest) -> HttpResponse:
        shown = [
            (offer, listed_items(offer.benefit.range or offer.condition.range)) for offer in open_offers()
        ]
        return render(request, "oscar/offer/list.html", {"offers": shown})


@method_decorator(public_page(), "dispatch")
class OfferDetailView(View):
    """`/offers/<slug>/`; offers behind codes have no page, because it would give the code away."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        offer = next((found for found in open_offers() if found.slug == slug), None)
        if offer is None:
            raise Http404
        context = {
            "title": offer.name,
            "text": offer.description,
            "items": listed_items(offer.benefit.range or offer.condition.range),
            "until": offer.end_datetime,
        }
        return render(request, "oscar/offer/detail.html", context)


@method_decorator(public_page(), "dispatch")
class RangeDetailView(View):
    """`/shop/ranges/<slug>/`: a range that staff have made public."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        found = get_object_or_404(Range, slug=slug, is_public=True)
        context = {"title": found.name, "text": found.description, "items": listed_items(found)}
        return render(request, "oscar/offer/detail.html", context)
