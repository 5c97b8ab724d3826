"""Error answers that need more than Django gives their templates."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults

from shop.disk import is_disk_full

INSUFFICIENT_STORAGE = 507


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 in the shop's shell; Django's own renders without a request, so without the shop's name."""
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 507 where an upload found the disk full; Django calls it inside its `except`."""
    if is_disk_full(sys.exc_info()[1]):
        return render(request, "507.html", status=INSUFFICIENT_STORAGE)
    return defaults.server_error(request)
