"""A buyer's download of a document."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from shop.documents.links import pdf_response
from shop.order.tokens import VIEW, order_for
from shop.web.signed_links import with_private_referrer


@require_GET
def download(request: HttpRequest, token: str, number: str) -> HttpResponse:
    """`/orders/<token>/documents/<number>/`: a PDF of this order, for guests too."""
    document = get_object_or_404(order_for(token, VIEW).documents, number=number)
    return with_private_referrer(pdf_response(document))
