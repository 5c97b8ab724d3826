"""Gives a size that isn't sold yet its price and an empty shelf."""

from decimal import Decimal

from django.conf import settings
from django.db import transaction
from oscar.core.loading import get_model

from shop.partner.models import StockRecord


@transaction.atomic
def open_stock_record(*, product_id: int, sku: str, price: Decimal) -> StockRecord:
    """`price` in pounds, VAT included. There is one trader."""
    partners = get_model("partner", "Partner").objects
    partner = partners.order_by("pk").first() or partners.create(name=settings.SHOP_NAME)
    record: StockRecord = StockRecord.objects.create(
        product_id=product_id, partner=partner, partner_sku=sku, price=price, num_in_stock=0
    )
    return record
