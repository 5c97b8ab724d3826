"""When parcels leave: the hour and the closures that staff have set."""

from django.db.models import QuerySet

from shop.caching.site_version import site
from shop.caching.version import LocalCache
from shop.shipping.dates import Hours
from shop.shipping.models import Closure, DispatchHours

_hours: LocalCache[str, Hours] = LocalCache(most=1, seconds=60)


def current_hours() -> Hours:
    """The cut-off and the days without dispatch; a change is seen with the site's next version."""
    return _hours.get("now", state=site.current(), make=stored_hours)


def stored_hours() -> Hours:
    """As they stand in the database."""
    row = DispatchHours.objects.first() or DispatchHours()
    days = Closure.objects.values_list("first_day", "last_day")
    return Hours(cut_off=row.cut_off, closed=tuple(days))


def closures_from(today: object) -> QuerySet[Closure]:
    """Those that run or come, the next one first."""
    return Closure.objects.filter(last_day__gte=today).order_by("first_day", "pk")
