"""`/metrics` for Prometheus, behind METRICS_TOKEN; everybody else is told that there is no such page."""

from secrets import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """All figures as text; counts of requests are those of all web processes on this machine."""
    if not settings.METRICS_TOKEN or not _is_allowed(request.headers.get("Authorization", "")):
        raise Http404
    from shop.web.metrics_report import CONTENT_TYPE_LATEST, report  # memory that most shops don't need

    return HttpResponse(report(), content_type=CONTENT_TYPE_LATEST)


def _is_allowed(given: str) -> bool:
    return compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())
