"""The email providers' webhooks: django-anymail's views, with status 400 for a report that can't be parsed.

Anymail answers such a report with 500: the provider then sends it again, and monitoring reports an error.
Errors of our own receivers stay 500, so that the report is sent again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from anymail import urls
from anymail.exceptions import AnymailError
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.urls import URLPattern

UNREADABLE = (
    AnymailError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)  # broken JSON, or of another shape


@contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except UNREADABLE as error:
        raise BadRequest("This isn’t a report from the email provider") from error


def _guarded(view: Any) -> Any:
    """A subclass of an Anymail view that answers unreadable reports with 400."""

    class Guarded(view):
        def run_validators(self, request: HttpRequest) -> None:
            with _refused():
                super().run_validators(request)

        def parse_events(self, request: HttpRequest) -> list[Any]:
            with _refused():
                return list(super().parse_events(request))

    return Guarded


app_name = urls.app_name
urlpatterns = [
    URLPattern(each.pattern, _guarded(each.callback.view_class).as_view(), each.default_args, each.name)
    for each in urls.urlpatterns
]
