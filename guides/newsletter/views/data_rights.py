"""Personal data: the request for a link, the page behind the emailed link, and erasure."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guides.newsletter.consent import data_rights
from guides.newsletter.consent.data_in_words import sections
from guides.newsletter.forms import AddressForm
from guides.newsletter.link_pages import is_confirmed, link_page
from guides.newsletter.models import DataRequest
from guides.newsletter.tokens import BadToken
from shop.web.client_ip import client_network
from shop.web.rate_limits import RateLimited, consume
from shop.web.same_origin import same_origin_post


@same_origin_post
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponseBase:
    """`/newsletter/your-data/`: emails a link; the answer is the same for every address."""
    form = AddressForm(request.POST or None)
    try:
        if request.method == "POST":
            consume("newsletter-data", client_network(request), most=20, minutes=60)
    except RateLimited as error:
        return render(request, "newsletter/data_ask.html", {"form": form, "too_many": error}, status=429)
    if request.method == "POST" and form.is_valid():
        data_rights.request_link(email=form.cleaned_data["email"])
        return render(
            request, "newsletter/check_inbox.html", {"email": form.cleaned_data["email"], "form": form}
        )
    status = 400 if request.method == "POST" else 200
    return render(request, "newsletter/data_ask.html", {"form": form}, status=status)


@link_page
def data(request: HttpRequest, token: str) -> HttpResponse:
    """`/newsletter/your-data/<token>/`: shows the data, as a page or JSON; a POST erases it."""
    try:
        asked = data_rights.request_of(token)
    except BadToken:
        return render(request, "newsletter/bad_link.html", status=404)
    if asked.erased_at:
        return render(request, "newsletter/data_erased.html", {"said": ["This was done already."]})
    if is_confirmed(request):
        return _erased(request, asked)
    held = data_rights.data_of(asked.email)
    if request.GET.get("format") == "json":
        headers = {"Content-Disposition": 'attachment; filename="your-data.json"'}
        return JsonResponse(held, json_dumps_params={"indent": 2}, headers=headers)
    return render(request, "newsletter/data.html", {"held": held, "sections": sections(held)})


def _erased(request: HttpRequest, asked: DataRequest) -> HttpResponse:
    """Erase the data, and sign out of a session whose row was erased with it."""
    summary = data_rights.erase(asked=asked)
    key = request.session.session_key
    if key and not Session.objects.filter(session_key=key).exists():
        request.session.flush()
        request.user = AnonymousUser()
    return render(request, "newsletter/data_erased.html", {"said": summary})
