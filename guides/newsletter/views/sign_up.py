"""Sign-up and confirmation.

The sign-up form is on cached pages, so its POST is protected by an origin check instead of a CSRF token.
Links in emails only show a button: link scanners open them, and must not confirm for the recipient.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guides.newsletter.consent import followers
from guides.newsletter.consent import sign_up as sign_up_services
from guides.newsletter.consent.records import ConsentContext
from guides.newsletter.consent.sign_up import Wish
from guides.newsletter.forms import SignUpForm
from guides.newsletter.lead_magnet import guide_link
from guides.newsletter.lead_magnet.services import title_of
from guides.newsletter.link_pages import is_confirmed, link_page
from guides.newsletter.statements import BUTTON, TICK
from guides.newsletter.tokens import BadToken, ExpiredToken
from shop.caching.decorators import public_page
from shop.web.client_ip import client_address, client_network
from shop.web.rate_limits import RateLimited, consume
from shop.web.same_origin import same_origin_post


@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponseBase:
    """`/newsletter/`: the sign-up page, and the target of every sign-up form."""
    return _asked(request) if request.method == "POST" else _page(request)


@public_page()
def _page(request: HttpRequest) -> HttpResponse:
    return render(request, "newsletter/sign_up.html")


@never_cache
def _asked(request: HttpRequest) -> HttpResponse:
    form = SignUpForm(request.POST)
    ip = client_address(request)
    try:
        consume("newsletter", client_network(request), most=20, minutes=60)
    except RateLimited as error:
        return _answer(request, "form", {"form": form, "too_many": str(error)}, status=429)
    if not form.is_valid():
        return _answer(request, "form", {"form": form}, status=400)
    if not form.is_robot:
        sign_up_services.ask(email=form.cleaned_data["email"], wish=_wish(form), form=_form(form, ip))
    return _answer(request, "asked", {"form": form, "email": form.cleaned_data["email"]})


def _wish(form: SignUpForm) -> Wish:
    given: dict[str, Any] = form.cleaned_data
    return Wish(
        guide=given["guide"],
        news=given["news"],
        series=given["series"],
        title=title_of(given["guide"]) or followers.title_of(given["series"]),
    )


def _form(form: SignUpForm, ip: str) -> ConsentContext:
    given = form.cleaned_data
    place = TICK if given["guide"] or given["series"] else BUTTON
    return ConsentContext(
        source=given["source"], page=given["page"], version=given["version"], ip=ip, place=place
    )


def _answer(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The whole page, or only its fragment if a script asked for that."""
    folder = "newsletter/partials" if request.headers.get("X-Part") == "newsletter" else "newsletter"
    page = {"form": "sign_up", "asked": "check_inbox"}[name]
    return render(request, f"{folder}/{page}.html", context, status=status)


@link_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """`/newsletter/confirm/<token>/`: a GET shows the button, a POST confirms."""
    try:
        if is_confirmed(request):
            done = sign_up_services.confirm(token=token, ip=client_address(request))
            context = {"sign_up": done, "guide_url": guide_link.url_for(done)}
            return render(request, "newsletter/confirmed.html", context)
        waiting = sign_up_services.sign_up_of(token)
    except ExpiredToken:
        return render(request, "newsletter/expired.html", status=410)
    except BadToken:
        return render(request, "newsletter/bad_link.html", status=404)
    context = {
        "sign_up": waiting,
        "guide_title": title_of(waiting.guide),
        "series_title": followers.title_of(waiting.series),
    }
    return render(request, "newsletter/confirm.html", context)
