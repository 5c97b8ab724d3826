"""Stock records whose movements don’t add up to what they say: somebody has written a total by hand."""

import hashlib

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from shop.mail import outbox
from shop.partner.models import StockRecord
from shop.partner.movements import StockMovement
from shop.trader.details import trader


def differing() -> QuerySet[StockRecord]:
    """Counted stock records that differ from the sum of their movements (`posted`)."""
    # Summed for each record from the index: a join would group by all columns of a record and its product.
    moved = StockMovement.objects.filter(stock_record=OuterRef("pk")).order_by().values("stock_record")
    posted = Coalesce(Subquery(moved.annotate(pieces=Sum("pieces")).values("pieces")), 0)
    counted = StockRecord.objects.filter(num_in_stock__isnull=False).annotate(posted=posted)
    return counted.exclude(num_in_stock=F("posted")).select_related("product__parent")


def email_differences() -> int:
    """Email each new list of differences to the shop’s own address; return how many there are."""
    found = [
        f"{record.product.full_name}: {record.num_in_stock} in stock, {record.posted} by its movements"
        for record in differing().order_by("partner_sku")
    ]
    if found:
        text = "\n".join(["Stock and its movements differ. Count these sizes:", "", *found])
        outbox.queue_once(
            "partner.stock_differs",
            key=hashlib.sha256(text.encode()).hexdigest(),
            to=trader().email,
            args={"subject": "Stock that doesn’t add up", "text": text},
        )
    return len(found)
