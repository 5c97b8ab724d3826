"""Error answers that need more than Django gives their templates."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 in the shop's shell; Django's own renders without a request, so without the shop's name."""
    return render(request, "400.html", status=400)
