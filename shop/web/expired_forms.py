"""A form whose page was open for too long is shown again with what was typed; nothing of it is carried out.

Two things end a page's form: its CSRF token is no longer known, or its reader is no longer signed in.
"""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render, resolve_url

from shop.web.form_refill import refill, typed_fields
from shop.web.same_origin import is_same_origin

SENTENCE = (
    "This page was open for too long. Nothing was saved: please check what you typed and send it again."
)
KEY, LARGEST, KEPT_FOR = "typed_before_sign_in", 20_000, 30 * 60


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Called by Django's CsrfViewMiddleware. Only our own page's form is filled in, never another site's."""
    filled = _shown_again(request) if _may_refill(request) else None
    return filled or render(request, "403_csrf.html", {"reason": reason}, status=403)


def _may_refill(request: HttpRequest) -> bool:
    return request.method == "POST" and is_same_origin(request) and bool(request.resolver_match)


def _shown_again(request: Any) -> HttpResponse | None:
    """The page as a GET, with a fresh token; nothing where the address has no page with this form."""
    typed = typed_fields(dict(request.POST.lists()))
    page = _as_get(request)
    if page.status_code != 200 or not page.get("Content-Type", "").startswith("text/html") or page.streaming:
        return None
    html = refill(page.content.decode(), path=request.path, typed=typed, sentence=SENTENCE)
    if not html:
        return None
    page.content, page.status_code = html.encode(), 403
    page["Cache-Control"] = "no-store"
    return page


def _as_get(request: Any) -> Any:
    """What the same view answers to a GET: none of what was sent reaches it."""
    match, posted = request.resolver_match, request.POST
    request.method = request.META["REQUEST_METHOD"] = "GET"
    request._post, request._files = QueryDict(), request.FILES.__class__()
    try:
        page = match.func(request, *match.args, **match.kwargs)
        return page.render() if hasattr(page, "render") and callable(page.render) else page
    finally:
        request.method = request.META["REQUEST_METHOD"] = "POST"
        request._post = posted


class TypedBeforeSignIn:
    """Keeps what was typed into a page that asks to sign in first, and fills it in afterwards."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and _sends_to_sign_in(request, response):
            _keep(request)
        elif request.method == "GET" and _is_private(response) and KEY in request.session:
            _fill_in(request, response)
        return response


def _is_private(response: HttpResponse) -> bool:
    """Public pages are the same for everybody: they must not even look at the session."""
    return response.status_code == 200 and "no-store" in response.get("Cache-Control", "")


def _sends_to_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    """The view's own redirect to the sign-in page, to come back to this very address."""
    if response.status_code != 302:
        return False
    target = urlsplit(response["Location"])
    back = parse_qs(target.query).get("next", [""])[0]
    return target.path == resolve_url(settings.LOGIN_URL) and urlsplit(back).path == request.path


def _keep(request: Any) -> None:
    typed = {
        name: values
        for name, values in typed_fields(dict(request.POST.lists())).items()
        if "password" not in name
    }
    if typed and is_same_origin(request) and sum(len(str(part)) for part in typed.items()) < LARGEST:
        request.session[KEY] = {"path": request.path, "typed": typed, "at": int(time.time())}


def _fill_in(request: Any, response: HttpResponse) -> None:
    kept = request.session[KEY]
    if kept["path"] != request.path:
        return
    del request.session[KEY]
    is_html = response.get("Content-Type", "").startswith("text/html") and not response.streaming
    if is_html and time.time() - kept["at"] < KEPT_FOR:
        html = refill(response.content.decode(), path=kept["path"], typed=kept["typed"], sentence=SENTENCE)
        response.content = html.encode() or response.content
