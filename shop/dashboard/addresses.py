"""The old addresses: name, path below /dashboard/, and the name of the new one below /office/."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

HOME: Final = "wagtailadmin_home"


@dataclass(frozen=True)
class Old:
    """An old address. `called` is what the new one calls the key; without `keeps` it has no key."""

    name: str
    route: str
    new: str
    called: str = ""
    keeps: bool = True


ORDERS: Final = (
    Old("order-email", "packing/<str:number>/email/", "office_orders:change_email"),
    Old("money-watch", "money/", "office_orders:payments"),
    Old("clear-warning", "money/warnings/<int:warning>/clear/", "office_orders:payments"),
    Old("money", "money/<str:number>/", "office_orders:order"),
    Old("refund", "money/<str:number>/refund/<int:pk>/", "office_orders:refund"),
    Old("cancel-order", "money/<str:number>/cancel/", "office_orders:cancel"),
    Old("settle-order", "money/<str:number>/settle/", "office_orders:settle"),
    Old("settle-refund", "money/<str:number>/settle/<int:pk>/", "office_orders:settle_refund"),
    Old("look-again", "money/<str:number>/look/", "office_orders:order"),
    Old("accept-order", "money/<str:number>/accept/", "office_orders:order"),
    Old("cancellations", "cancellations/", "office_returns:index"),
    Old("emails", "emails/", "office_emails:index"),
    Old("email", "emails/<int:pk>/", "office_emails:email"),
    Old("settle-email", "emails/<int:pk>/settle/", "office_emails:email"),
    Old("send-again", "mails/<int:pk>/again/", "office_emails:email"),
    Old("packing", "packing/", "office_packing:pack"),
    Old("dispatch", "packing/<str:number>/", "office_orders:order"),
    Old("parcel", "packing/<str:number>/parcel/", "office_orders:tracking"),
    Old("packing-slip", "packing/<str:number>/slip/", "office_packing:slip"),
    Old("order-list", "orders/", "office_orders:index"),
    Old("order-stats", "orders/statistics/", "office_figures:sales"),
    Old("order-detail", "orders/<str:number>/", "office_orders:order"),
    Old("order-detail-note", "orders/<str:number>/notes/<int:note_id>/", "office_orders:order"),
    Old("order-line-detail", "orders/<str:number>/lines/<int:line_id>/", "office_orders:order"),
    Old("order-shipping-address", "orders/<str:number>/shipping-address/", "office_orders:change_address"),
)
PEOPLE: Final = (
    Old("index", "", HOME),
    Old("login", "login/", "wagtailadmin_login"),
    Old("logout", "logout/", HOME),
    Old("reports-index", "reports/", "office_figures:sales"),
    Old("users-index", "users/", "office_customers:index"),
    Old("user-detail", r"^users/(?P<pk>-?\d+)/$", "office_customers:customer", "number"),
    Old(
        "user-password-reset", r"^users/(?P<pk>-?\d+)/password-reset/$", "office_customers:customer", "number"
    ),
    Old("reviews-list", "reviews/", "office_reviews:index"),
    Old("reviews-update", "reviews/<int:pk>/", "office_reviews:review"),
    Old("reviews-delete", "reviews/<int:pk>/delete/", "office_reviews:review"),
)
SETTINGS: Final = (
    Old("delivery-rates", "delivery/", "office_settings:delivery_prices"),
    Old("delivery-rate", "delivery/<int:rate>/", "office_settings:delivery_prices"),
    Old("terms", "terms/", "office_settings:terms"),
)
PRODUCTS: Final = (
    Old("recall", "recall/", "office_batches:index"),
    Old("batches-list", "catalogue/batches/", "office_batches:index"),
    Old("batches-create", "catalogue/batches/create/", "office_stock:receive"),
    Old("batches-update", "catalogue/batches/<int:pk>/", "office_batches:batch"),
    Old("catalogue-product-list", "catalogue/", "office_products:index"),
    Old("catalogue-product-bulk-action", "catalogue/products/bulk-action/", "office_products:index"),
    Old("catalogue-product-create", "catalogue/products/create/", "office_products:add"),
    Old("catalogue-product-create", "catalogue/products/create/<slug:kind>/", "office_products:add"),
    Old("catalogue-product", "catalogue/products/<int:pk>/", "office_products:product"),
    Old(
        "catalogue-product-create-child",
        "catalogue/products/<int:pk>/create-variant/",
        "office_products:product",
    ),
    Old("catalogue-product-delete", "catalogue/products/<int:pk>/delete/", "office_products:product"),
    Old("stock-alert-list", "catalogue/stock-alerts/", "office_stock:shelf"),
)
CATEGORIES, TYPES = "catalogue/categories/", "catalogue/product-type"
LISTS: Final = (
    Old("catalogue-category-list", CATEGORIES, "office_lists:categories"),
    Old("catalogue-category-detail-list", f"{CATEGORIES}<int:pk>/", "office_lists:categories_change"),
    Old("catalogue-category-create", f"{CATEGORIES}create/", "office_lists:categories_new"),
    Old(
        "catalogue-category-create-child", f"{CATEGORIES}create/<int:parent>/", "office_lists:categories_new"
    ),
    Old("catalogue-category-update", f"{CATEGORIES}<int:pk>/update/", "office_lists:categories_change"),
    Old("catalogue-category-delete", f"{CATEGORIES}<int:pk>/delete/", "office_lists:categories_delete"),
    Old("catalogue-class-list", f"{TYPES}s/", "office_lists:product_types"),
    Old("catalogue-class-create", f"{TYPES}/create/", "office_lists:product_types_new"),
    Old("catalogue-class-update", f"{TYPES}/<int:pk>/update/", "office_lists:product_types_change"),
    Old("catalogue-class-delete", f"{TYPES}/<int:pk>/delete/", "office_lists:product_types_delete"),
)
OFFERS: Final = (
    Old("offer-list", "offers/", "office_offers:index"),
    Old("offer-detail", "offers/<int:pk>/", "office_offers:offer"),
    Old("offer-delete", "offers/<int:pk>/delete/", "office_offers:offer"),
    Old("voucher-list", "vouchers/", "office_offers:index"),
    Old("voucher-create", "vouchers/create/", "office_offers:new"),
    Old("range-list", "ranges/", "office_offers:selections"),
    Old("range-create", "ranges/create/", "office_offers:selection_new"),
    Old("range-update", "ranges/<int:pk>/", "office_offers:selection", "selection"),
    Old("range-delete", "ranges/<int:pk>/delete/", "office_offers:selection", "selection"),
    Old("range-products", "ranges/<int:pk>/products/", "office_offers:selection", "selection"),
    Old("range-reorder", "ranges/<int:pk>/reorder/", "office_offers:selection", "selection"),
)


def _offer_steps() -> Iterator[Old]:
    """Oscar's steps of an offer, for a new one and for one that is there."""
    for step, part in (
        ("metadata",) * 2,
        ("condition",) * 2,
        ("benefit", "incentive"),
        ("restrictions",) * 2,
    ):
        yield Old(f"offer-{step}", f"offers/new/{part}/", "office_offers:index")
        yield Old(f"offer-{step}", f"offers/<int:pk>/{part}/", "office_offers:index", keeps=False)


def _codes() -> Iterator[Old]:
    """Oscar's screens of codes and sets of codes; a code belongs to its offer now."""
    for step in ("update", "delete", "stats"):
        yield Old(f"voucher-{step}", f"vouchers/{step}/<int:pk>/", "office_offers:index", keeps=False)
    for step in ("update", "detail", "download", "delete"):
        route = f"vouchers/sets/{step}/<int:pk>/"
        yield Old(f"voucher-set-{step}", route, "office_offers:index", keeps=False)
    yield Old("voucher-set-list", "vouchers/sets/", "office_offers:index")
    yield Old("voucher-set-create", "vouchers/sets/create/", "office_offers:index")


def _reference() -> Iterator[Old]:
    """What products refer to."""
    for kind in ("ingredients", "certificates", "responsible-persons", "skin-needs"):
        base, new = f"catalogue/{kind}/", f"office_lists:{kind.replace('-', '_')}"
        yield Old(f"{kind}-list", base, new)
        yield Old(f"{kind}-create", f"{base}create/", f"{new}_new")
        yield Old(f"{kind}-update", f"{base}<int:pk>/", f"{new}_change")
        yield Old(f"{kind}-delete", f"{base}<int:pk>/delete/", f"{new}_delete")


OLD: Final = (
    *(*ORDERS, *PEOPLE, *SETTINGS, *PRODUCTS, *LISTS, *OFFERS),
    *(*_offer_steps(), *_codes(), *_reference()),
)
