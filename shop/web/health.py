"""Health checks. `/livez` (also `/healthz`): does this process serve? `/readyz`: do all services run?"""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from shop.monitoring import status


def livez(request: HttpRequest) -> HttpResponse:
    """200 `ok` while the database answers, else 500."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """A line for each part, “worker: ok”; 503 if one has stopped. Public, so without details."""
    parts = status.health(public_only=True)
    lines = [f"{part.name}: {'ok' if part.is_ready else 'not ready'}" for part in parts]
    code = 200 if all(part.is_ready for part in parts) else 503
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain", status=code)
