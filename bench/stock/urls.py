"""Oscar's own addresses, and the bench's bare view."""

from typing import Any

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns  # noqa: F401
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

oscar: Any = apps.get_app_config("oscar")


def ok(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [
    path("healthz", ok),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include(oscar.urls[0])),
]
