import re

from django.apps import apps as all_apps
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.urls import include, path
from oscar.apps.catalogue import apps
from oscar.core.loading import get_class

# Allocations change no page until stock is low, and then `displayed_stock_changed` is sent.
ALLOCATES = re.compile(
    r'\s*UPDATE\s+\S+\s+SET\s+"?num_allocated"?\s*=(?!.*,\s*"(?:price|num_in_stock)" =)', re.S
)
SHOWN = (
    "catalogue.Product", "catalogue.ProductImage", "catalogue.Category", "partner.StockRecord",
    "catalogue.ProductCategory", "catalogue.Ingredient", "catalogue.SkinNeed", "reviews.ProductReview",
    "reviews.Vote", "catalogue.ProductRecommendation", "catalogue.Certificate", "catalogue.ResponsiblePerson",
    "catalogue.ProductIngredient", "price_history.PriceChange", "reviews.ReviewPhoto",
)  # fmt: skip
OF_PRODUCTS = (
    "catalogue.Product", "catalogue.ProductImage", "catalogue.ProductCategory", "partner.StockRecord",
    "reviews.ProductReview",
)  # fmt: skip


class CatalogueConfig(apps.CatalogueConfig):
    """Oscar’s catalogue with readable addresses: `/shop/<slug>/` instead of `/catalogue/<slug>_<id>/`."""

    name = "shop.catalogue"

    def ready(self) -> None:
        """Watch what pages show of the catalogue, and guard its rows against deletion."""
        super().ready()
        from shop.catalogue import off_sale
        from shop.integrity import deletion
        from shop.mail.kinds import register_notice

        deletion.guard()
        off_sale.connect()
        register_notice("catalogue.incomplete", label="Incomplete products on sale")
        _bump_version_on_changes()
        _purge_on_changes()

    def get_urls(self) -> list:
        range_view = get_class("offer.views", "RangeDetailView")
        urls = [
            path("", self.catalogue_view.as_view(), name="index"),
            path("category/<path:category_slug>/", self.category_view.as_view(), name="category"),
            path("ranges/<slug:slug>/", range_view.as_view(), name="range"),
            path("<slug:slug>/", self.detail_view.as_view(), name="detail"),
            path("<slug:product_slug>/reviews/", include(self.reviews_app.urls[0])),
            # Oscar's own templates use slug and key.
            path("<slug:product_slug>_<int:product_pk>/reviews/", include(self.reviews_app.urls[0])),
        ]
        return self.post_process_urls(urls)


def _bump_version_on_changes() -> None:
    """Bump the catalogue’s version when anything in the catalogue snapshot changes."""
    from shop.caching.table_writes import watch
    from shop.catalogue.version import bump_catalogue_version
    from shop.signals import displayed_stock_changed

    for signal in (post_save, post_delete):
        for label in SHOWN:
            signal.connect(bump_catalogue_version, sender=label, dispatch_uid=f"version:{label}:{id(signal)}")
    for through in ("catalogue.ProductCategory", "catalogue.Product_skin_needs"):
        m2m_changed.connect(bump_catalogue_version, sender=through, dispatch_uid=f"version:m2m:{through}")
    for label in [*SHOWN, "catalogue.Product_skin_needs"]:
        unless = ALLOCATES if label == "partner.StockRecord" else None
        watch(all_apps.get_model(label)._meta.db_table, bump_catalogue_version, unless=unless)
    displayed_stock_changed.connect(bump_catalogue_version, dispatch_uid="version:stock")


def _purge_on_changes() -> None:
    """Purge pages from the front-end cache; before a deletion, while it is known which pages show the row."""
    from shop.catalogue import cdn
    from shop.signals import displayed_stock_changed

    for signal in (post_save, pre_delete):
        for label in OF_PRODUCTS:
            signal.connect(cdn.forget_product, sender=label, dispatch_uid=f"front:{label}:{id(signal)}")
        uid = f"front:menu:{id(signal)}"
        signal.connect(cdn.forget_category, sender="catalogue.Category", dispatch_uid=uid)
    displayed_stock_changed.connect(cdn.forget_product, dispatch_uid="front:stock")
