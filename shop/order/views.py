"""The terms in force, as a public page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shop.order.terms import current_terms
from shop.public import public_page


@public_page
def terms(request: HttpRequest) -> HttpResponse:
    """`/terms/`"""
    return render(request, "oscar/terms.html", {"terms": current_terms()})
