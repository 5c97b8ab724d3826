"""Pages behind the links in the footer of each email: unsubscribe with one click, or choose topics."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guides.newsletter import statements
from guides.newsletter.consent import unsubscribe as unsubscribe_services
from guides.newsletter.consent.followers import name_of
from guides.newsletter.consent.records import ConsentContext
from guides.newsletter.link_pages import is_confirmed, link_page
from guides.newsletter.models import Subscriber
from guides.newsletter.tokens import BadToken
from shop.trader.header import shop_name
from shop.web.client_ip import client_address

PAUSES = (("0", "No pause"), ("30", "For a month"), ("90", "For three months"))


class PreferenceForm(forms.Form):
    """The pause chosen on the preferences page; topics and series are checkboxes read from the request."""

    pause = forms.TypedChoiceField(choices=PAUSES, coerce=int, required=False)


@link_page
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """`/newsletter/unsubscribe/<token>/`; email apps POST to it without opening the page (RFC 8058).

    A GET changes nothing, because link scanners follow links. Every POST unsubscribes.
    """
    try:
        if request.method == "POST":
            unsubscribe_services.leave(
                token=token, form=ConsentContext("mail", page="unsubscribe", ip=client_address(request))
            )
            return render(request, "newsletter/left.html", {"token": token})
        person = unsubscribe_services.subscriber_of(token)
    except (BadToken, ValueError):
        return render(request, "newsletter/bad_link.html", status=404)
    return render(request, "newsletter/unsubscribe.html", {"person": person, "token": token})


@link_page
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """`/newsletter/preferences/<token>/`: choose news, offers, series and a pause."""
    try:
        person = unsubscribe_services.subscriber_of(token)
    except (BadToken, ValueError):
        person = None
    if person is None or person.state == Subscriber.UNCONFIRMED:
        return render(request, "newsletter/bad_link.html", status=404)
    saved = is_confirmed(request)
    if saved:
        _save(request, person)
    return render(request, "newsletter/preferences.html", _preferences(person, token) | {"saved": saved})


def _save(request: HttpRequest, person: Subscriber) -> None:
    form = PreferenceForm(request.POST)
    unsubscribe_services.choose(
        person=person,
        wanted=request.POST.getlist("wanted"),
        series=request.POST.getlist("series"),
        pause_days=(form.cleaned_data["pause"] or 0) if form.is_valid() else 0,
        form=ConsentContext(
            "preferences", page="preferences", ip=client_address(request), place=statements.CHOICES
        ),
    )


def _preferences(person: Subscriber, token: str) -> dict[str, object]:
    permissions = list(person.permissions.values_list("purpose", "scope"))
    return {
        "person": person,
        "token": token,
        "pauses": PAUSES,
        "purposes": {purpose for purpose, _ in permissions},
        "series": sorted(
            (scope, name_of(scope)) for purpose, scope in permissions if purpose == statements.SERIES
        ),
        "news": _statement(statements.NEWS),
        "offers": _statement(statements.OFFERS),
    }


def _statement(purpose: str) -> dict[str, str]:
    """Label and hint of a checkbox: exactly the statement that goes into the consent record."""
    words = statements.statement(purpose, place=statements.CHOICES)
    return {"label": words.label, "hint": words.hint.format(shop=shop_name())}
