"""The orders that a size is promised to."""

from shop.order.models import Line
from shop.partner.models import StockRecord
from shop.phone_orders.services import promised_by_links

MOST = 5


def promised_to(record: StockRecord) -> str:
    """“3 are promised to PS-7K3Q-9XMD, PS-….”, as the table has it now."""
    lines = Line.objects.filter(stockrecord=record, num_allocated__gt=0).order_by("order__date_placed")
    promised = StockRecord.objects.values_list("num_allocated", flat=True).get(pk=record.pk) or 0
    numbers = list(lines.values_list("order__number", flat=True)[:MOST])
    if links := promised_by_links(record):
        numbers.append(f"{links} payment link{'s' if links > 1 else ''}")
    return f"{promised} are promised to {', '.join(numbers) or 'orders'}."
