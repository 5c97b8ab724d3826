"""What was sent with a form."""

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """The data for a form, or None while its page is only opened."""
    return request.POST if request.method == "POST" else None
