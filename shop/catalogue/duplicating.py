"""Makes a draft out of a product, as the beginning of another one."""

from django.db import transaction

from shop.catalogue.models import Product

# What another product must have of its own: its names, its notifications and its safety report.
OWN = {"upc": None, "slug": "", "meta_title": "", "meta_description": "", "scpn_reference": ""}
OWN_PAPERS = {"cpnp_reference": "", "pif_location": "", "cpsr_date": None, "ni_ready": False}
LINKS = ("categories", "skin_needs", "recommended_products")
LEFT_OUT = {"id", "date_created", "date_updated", "rating", "code"}


@transaction.atomic
def duplicate(*, product: Product) -> Product:
    """A draft with the same texts, links and volumes; without SKUs, prices, pictures and safety papers."""
    made = _copy(product, title=f"Copy of {product.title}"[:255], **OWN, **OWN_PAPERS)
    for name in LINKS:
        getattr(made, name).set(getattr(product, name).all())
    for size in product.children.order_by("volume_ml", "pk"):
        _copy(size, parent=made, upc=None, slug="", title="", is_public=True)
    return made


def _copy(product: Product, **changed: object) -> Product:
    """Columns as they are but for `changed`; a size may be offered as soon as its product is published."""
    names = [field.name for field in Product._meta.concrete_fields if field.name not in LEFT_OUT]
    values = {name: getattr(product, name) for name in names}
    made = Product(**{**values, "is_public": False, "archived_at": None, **changed})
    made.save()
    return made
