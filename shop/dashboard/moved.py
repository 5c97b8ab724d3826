"""Old addresses of the dashboard whose screens stand in the office now."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseGone
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

GONE = "This form has moved to /office/. Nothing was changed."
SAFE = ("GET", "HEAD")


def moved(name: str, *kept: str, **renamed: str) -> Callable[..., HttpResponse]:
    """A view that redirects to the URL of this name with the arguments in `kept`, and those in `renamed`
    (new name, old name).

    An old form that is still open somewhere gets 410: it must not act under another right.
    """

    def view(request: HttpRequest, **given: str | int) -> HttpResponse:
        if request.method not in SAFE:
            return HttpResponseGone(GONE, content_type="text/plain; charset=utf-8")
        named = {key: given[key] for key in kept} | {new: given[old] for new, old in renamed.items()}
        return redirect(reverse(name, kwargs=named))

    return view


_SCREENS: Final = (
    ("-list", "", ""),
    ("-create", "create/", "_new"),
    ("-update", "<int:pk>/", "_change"),
    ("-delete", "<int:pk>/delete/", "_delete"),
)
# Name of the old address, its path, name of the new one below /office/. Arguments have the same names.
OURS: Final = (
    ("order-email", "packing/<str:number>/email/", "office_orders:change_email"),
    ("money-watch", "money/", "office_orders:payments"),
    ("money", "money/<str:number>/", "office_orders:order"),
    ("refund", "money/<str:number>/refund/<int:pk>/", "office_orders:refund"),
    ("cancel-order", "money/<str:number>/cancel/", "office_orders:cancel"),
    ("settle-order", "money/<str:number>/settle/", "office_orders:settle"),
    ("settle-refund", "money/<str:number>/settle/<int:pk>/", "office_orders:settle_refund"),
    ("look-again", "money/<str:number>/look/", "office_orders:order"),
    ("accept-order", "money/<str:number>/accept/", "office_orders:order"),
    ("clear-warning", "money/warnings/<int:warning>/clear/", "office_orders:payments"),
    ("cancellations", "cancellations/", "office_returns:index"),
    ("emails", "emails/", "office_emails:index"),
    ("email", "emails/<int:pk>/", "office_emails:email"),
    ("settle-email", "emails/<int:pk>/settle/", "office_emails:email"),
    ("send-again", "mails/<int:pk>/again/", "office_emails:email"),
    ("packing", "packing/", "office_packing:pack"),
    ("dispatch", "packing/<str:number>/", "office_orders:order"),
    ("parcel", "packing/<str:number>/parcel/", "office_orders:tracking"),
    ("packing-slip", "packing/<str:number>/slip/", "office_packing:slip"),
    ("delivery-rates", "delivery/", "office_settings:delivery_prices"),
    ("delivery-rate", "delivery/<int:rate>/", "office_settings:delivery_prices"),
    ("terms", "terms/", "office_settings:terms"),
    ("recall", "recall/", "office_batches:index"),
    ("batches-list", "catalogue/batches/", "office_batches:index"),
    ("batches-create", "catalogue/batches/create/", "office_stock:receive"),
    ("batches-update", "catalogue/batches/<int:pk>/", "office_batches:batch"),
    *(
        (f"{old}{screen}", f"catalogue/{old}/{route}", f"office_lists:{old.replace('-', '_')}{new}")
        for old in ("ingredients", "certificates", "responsible-persons", "skin-needs")
        for screen, route, new in _SCREENS
    ),
)


def _address(old: str, route: str, new: str) -> URLPattern:
    kept = [name for name in ("number", "pk") if f":{name}>" in route]
    return path(route, moved(new, *kept), name=old)


PATTERNS: Final = [_address(*row) for row in OURS]
# Steps of Oscar's forms, and codes, which belong to an offer now.
_OFFERS: Final = (
    *("offer-list", "offer-metadata", "offer-condition", "offer-benefit", "offer-restrictions"),
    *("voucher-list", "voucher-update", "voucher-delete", "voucher-stats"),
    *(f"voucher-set-{step}" for step in ("list", "create", "update", "detail", "download", "delete")),
)
# A product is archived instead of deleted. Several prices are changed at once under Prices and stock.
_LISTS: Final = ("catalogue-product-list", "catalogue-product-bulk-action")
_PRODUCTS: Final = ("catalogue-product", "catalogue-product-delete")
_SELECTIONS: Final = ("range-update", "range-delete", "range-products", "range-reorder")
# Oscar's own addresses, by their names, which its menu and templates still look up.
OSCARS: Final = {
    "catalogue-category-list": moved("office_lists:categories"),
    "catalogue-category-detail-list": moved("office_lists:categories_change", "pk"),
    "catalogue-category-create": moved("office_lists:categories_new"),
    "catalogue-category-create-child": moved("office_lists:categories_new"),
    "catalogue-category-update": moved("office_lists:categories_change", "pk"),
    "catalogue-category-delete": moved("office_lists:categories_delete", "pk"),
    "catalogue-class-list": moved("office_lists:product_types"),
    "catalogue-class-create": moved("office_lists:product_types_new"),
    "catalogue-class-update": moved("office_lists:product_types_change", "pk"),
    "catalogue-class-delete": moved("office_lists:product_types_delete", "pk"),
    "users-index": moved("office_customers:index"),
    "user-detail": moved("office_customers:customer", number="pk"),
    "user-password-reset": moved("office_customers:customer", number="pk"),
    "reviews-list": moved("office_reviews:index"),
    "reviews-update": moved("office_reviews:review", "pk"),
    "reviews-delete": moved("office_reviews:review", "pk"),
    **dict.fromkeys(_OFFERS, moved("office_offers:index")),
    **dict.fromkeys(("offer-detail", "offer-delete"), moved("office_offers:offer", "pk")),
    "voucher-create": moved("office_offers:new"),
    "range-list": moved("office_offers:selections"),
    "range-create": moved("office_offers:selection_new"),
    **dict.fromkeys(_SELECTIONS, moved("office_offers:selection", selection="pk")),
    **dict.fromkeys(_LISTS, moved("office_products:index")),
    **dict.fromkeys(_PRODUCTS, moved("office_products:product", "pk")),
    "catalogue-product-create": moved("office_products:add"),
    "catalogue-product-create-child": moved("office_products:product", pk="parent_pk"),
    "order-list": moved("office_orders:index"),
    "order-detail": moved("office_orders:order", "number"),
    "order-detail-note": moved("office_orders:order", "number"),
    "order-line-detail": moved("office_orders:order", "number"),
    "order-shipping-address": moved("office_orders:change_address", "number"),
}
