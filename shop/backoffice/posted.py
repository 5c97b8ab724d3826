"""The data that a request has for a form, if any."""

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """The data for a form, or None while its page is only opened."""
    return request.POST if request.method == "POST" else None
