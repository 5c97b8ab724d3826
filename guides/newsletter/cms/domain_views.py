"""`/office/newsletter/domain/`: whether DNS says that we may send for our domain."""

from email.utils import parseaddr

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shop.deployment.checks import email_records


@permission_required("newsletter.publish_newsletter")
def overview(request: HttpRequest) -> HttpResponse:
    """DNS is asked once somebody wants to know, as an answer may take seconds."""
    is_asked = "look" in request.GET
    context = {
        "domain": parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2],
        "is_asked": is_asked,
        "findings": list(email_records.check()) if is_asked else [],
    }
    return render(request, "newsletter/cms/domain.html", context)
