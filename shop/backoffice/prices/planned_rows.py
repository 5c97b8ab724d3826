"""Where a planned price stands, in words."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

from shop.london import london
from shop.partner.models import StockRecord
from shop.partner.planned_price import Ending, PlannedPrice
from shop.partner.prices import price_words


@dataclass(frozen=True)
class PlannedRow:
    """A line of the list."""

    plan: PlannedPrice

    @property
    def days(self) -> str:
        """“1 July 2027 – 5 July 2027”, or one day."""
        first, last = london(self.plan.since), london(self.plan.until)
        return first if first == last else f"{first} – {last}"

    @property
    def state(self) -> str:
        """With the price from before, where it matters."""
        plan = self.plan
        if plan.ended_at:
            return self._ended()
        if plan.began_at:
            return f"Running, £{plan.price_before} again from {london(plan.until + timedelta(days=1))}"
        return "Planned"

    def _ended(self) -> str:
        plan = self.plan
        if plan.ending == Ending.RESTORED:
            return f"Ended, £{plan.price_before} again"
        if plan.ending == Ending.LEFT:
            found = price_words(plan.price_found)
            return f"Ended. The price had been changed meanwhile to {found}, which was left"
        return str(plan.get_ending_display())

    @property
    def button(self) -> str:
        """What cancelling is called; "" once it is over."""
        if self.plan.ended_at:
            return ""
        return "End now" if self.plan.began_at else "Cancel"


def in_order() -> QuerySet[PlannedPrice]:
    """All: those that run, those that come, then those that are over, the latest first."""
    place = Case(
        When(ended_at__isnull=False, then=Value(2)), When(began_at__isnull=True, then=Value(1)), default=0
    )
    plans = PlannedPrice.objects.select_related("stock_record__product__parent")
    return plans.order_by(place, "-ended_at", "since", "pk")


def open_plans(records: list[int]) -> dict[int, str]:
    """For the table of prices: the next plan of each of these stock records, in words."""
    plans = PlannedPrice.objects.filter(stock_record__in=records, ended_at=None).order_by("-since", "-pk")
    return {
        plan.stock_record_id: f"Planned price until {london(plan.until)}"
        if plan.is_running
        else f"Planned: {plan}"
        for plan in plans
    }


def is_set_by_plan(record_id: int, price: Decimal | None) -> bool:
    """Whether a plan that runs, or one that ended within a day, made this the present price."""
    plans = PlannedPrice.objects.filter(stock_record=record_id)
    runs = Q(began_at__isnull=False, ended_at=None, price=price)
    lately = timezone.now() - timedelta(days=1)
    is_back = Q(ending=Ending.RESTORED, ended_at__gte=lately, price_before=price)
    return plans.filter(runs | is_back).exists()


def usual_price(record: StockRecord) -> Decimal | None:
    """The price without plans: while one runs, the price that comes back after it."""
    plan = PlannedPrice.objects.filter(stock_record=record, began_at__isnull=False, ended_at=None).first()
    return plan.price_before if plan and plan.price == record.price else record.price
