"""Stock that can't be right, for Prometheus."""

from django.db.models import F
from oscar.core.loading import get_model

from shop.monitoring.figures import Figure, register


def register_figure() -> None:
    register(Figure("plainsong_stock_errors", "Sizes of which more is promised than there is", _wrong))


def _wrong() -> int:
    rows = get_model("partner", "StockRecord").objects.filter(num_allocated__gt=F("num_in_stock"))
    return int(rows.count())
