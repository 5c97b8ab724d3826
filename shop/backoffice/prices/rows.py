"""The rows of the table of prices: what is sold, with its stock and what pages say of its price."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from shop.backoffice.prices.forms import PriceForm
from shop.backoffice.prices.planned_rows import open_plans
from shop.catalogue.labelling.unit_price import wording
from shop.catalogue.listing.snapshot import current_catalogue
from shop.fields.word_search import each_word
from shop.partner.models import StockRecord

WORDS = ("product__title", "product__parent__title", "partner_sku", "product__upc")


@dataclass(frozen=True)
class Row:
    """A size; `now` is what one item costs with public offers, where they lower it. `plan` is in words."""

    form: PriceForm
    unit_price: str
    was: Decimal | None
    now: Decimal | None
    plan: str

    @property
    def record(self) -> StockRecord:
        return self.form.record

    @property
    def free(self) -> int | None:
        """Pieces that can be sold; None where they aren't counted."""
        if self.record.num_in_stock is None:
            return None
        return self.record.num_in_stock - (self.record.num_allocated or 0)

    @property
    def is_public(self) -> bool:
        product = self.record.product
        return product.is_public and product.sheet.is_public


def for_sale(search: str = "") -> QuerySet[StockRecord]:
    """Every size, drafts too but nothing archived, in the order of names and volumes."""
    rows = StockRecord.objects.filter(each_word(search, *WORDS), product__archived_at=None)
    name = Coalesce("product__parent__title", "product__title")
    there = rows.exclude(product__parent__archived_at__isnull=False).select_related("product__parent")
    return there.order_by(name, "product__volume_ml", "pk")


def rows_of(forms: Sequence[PriceForm]) -> list[Row]:
    """The forms with what stands beside them."""
    shown = current_catalogue().sizes
    plans = open_plans([form.record.pk for form in forms])
    rows = []
    for form in forms:
        product, price = form.record.product, form.record.price
        size = shown.get(product.pk)
        rows.append(
            Row(
                form,
                wording(price, product.volume_ml) if price and not product.sheet.unit_price_exemption else "",
                size.was if size else None,
                size.price if size and size.price_without else None,
                plans.get(form.record.pk, ""),
            )
        )
    return rows
