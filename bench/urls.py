"""The shop's addresses, and one view that does nothing."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def bare(request: HttpRequest) -> HttpResponse:
    """What Django, its middleware and the server cost without a shop."""
    return HttpResponse("nothing")


urlpatterns = [path("bench/bare/", bare), path("", include("shop.urls"))]
