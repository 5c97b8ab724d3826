"""Error pages that need more context than Django passes to its error templates."""

import sys
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults

from shop.fields.file_store import is_store_away
from shop.web.media_storage import is_disk_full

INSUFFICIENT_STORAGE = 507
OFFICE = "/office/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 in the shop's layout. Django renders its own without a request, so without the shop's name."""
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: staff read whom to ask, shoppers get the shop's page."""
    if is_office(request):
        return staff_page("You don’t have permission", "Ask the owner if you need it.", 403)
    return defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; for staff with a link to the office."""
    if is_office(request):
        return staff_page("There is no such page", "It may have been moved or deleted.", 404)
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 507 if an upload filled the disk; 503 while files can't be stored or read.

    Django calls it while it handles the exception.
    """
    if is_disk_full(sys.exc_info()[1]):
        return render(request, "507.html", status=INSUFFICIENT_STORAGE)
    if is_store_away(sys.exc_info()[1]):
        return render(request, "store_away.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
    if is_office(request):
        advice = "This is our fault, and it has been logged. Go back in your browser to find what you typed."
        return staff_page("That didn’t work", advice, 500)
    return defaults.server_error(request)


def is_office(request: HttpRequest) -> bool:
    """Whether the request is for the office, whose users are staff."""
    return request.path.startswith(OFFICE)


def staff_page(heading: str, advice: str, status: int) -> HttpResponse:
    """An error page for staff. Rendered without the request, so that context processors can't fail."""
    text = {"heading": heading, "advice": advice, "office": OFFICE}
    return HttpResponse(render_to_string("staff_error.html", text), status=status)
