"""`/cms/…`: the back office's address until it became `/office/`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


def cms(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Redirect to the same place under `/office/`.

    308 keeps method and body: an editor that was open during the upgrade saves its draft all the same.
    """
    target = reverse("wagtailadmin_home") + request.get_full_path().removeprefix("/cms/")
    answer: HttpResponse = redirect(target, permanent=True, preserve_request=True)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
