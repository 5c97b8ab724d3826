"""The demo's mailbox pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.csp import CSP
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override

from shop.demo.models import SentMail

MAIL_CSP = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
}
MAX_SHOWN = 200


@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """`/demo/mailbox/`"""
    return render(request, "demo/mailbox.html", {"mails": SentMail.objects.all()[:MAX_SHOWN]})


@never_cache
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """`/demo/mailbox/<id>/`: the text, escaped, with its links clickable."""
    return render(request, "demo/mail.html", {"mail": get_object_or_404(SentMail, pk=pk)})


@never_cache
@csp_override(MAIL_CSP)
def mail_html(request: HttpRequest, pk: int) -> HttpResponse:
    """`/demo/mailbox/<id>/html/`: the HTML, with pictures and fonts of the shop; the CSP blocks scripts."""
    return HttpResponse(get_object_or_404(SentMail, pk=pk).html)
