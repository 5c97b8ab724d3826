"""Shows an expired form again with what was typed. Nothing is saved.

A form expires when its CSRF token becomes invalid or when the user is signed out.
"""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.template.response import SimpleTemplateResponse

from shop.web.form_refill import refill, typed_fields
from shop.web.same_origin import is_same_origin

SENTENCE = (
    "This page was open for too long. Nothing was saved: please check what you typed and send it again."
)
SESSION_KEY = "typed_before_sign_in"
MAX_SIZE = 20_000  # characters
MAX_AGE = 30 * 60  # seconds


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Called by Django's CsrfViewMiddleware. Forms of other sites are never filled in."""
    filled = _refilled_page(request) if _may_refill(request) else None
    return filled or render(request, "403_csrf.html", {"reason": reason}, status=403)


def _may_refill(request: HttpRequest) -> bool:
    return request.method == "POST" and is_same_origin(request) and bool(request.resolver_match)


def _refilled_page(request: HttpRequest) -> HttpResponse | None:
    """The page as a GET with a fresh CSRF token; None if the URL has no page with this form."""
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


def _as_get(request: Any) -> HttpResponse:
    """The same view's response to a GET. None of the posted data reaches the view."""
    match, posted = request.resolver_match, request.POST
    request.method = request.META["REQUEST_METHOD"] = "GET"
    request._post, request._files = QueryDict(), request.FILES.__class__()
    try:
        page: HttpResponse = match.func(request, *match.args, **match.kwargs)
        return page.render() if isinstance(page, SimpleTemplateResponse) else page
    finally:
        request.method = request.META["REQUEST_METHOD"] = "POST"
        request._post = posted


class TypedBeforeSignIn:
    """Stores a form that was posted after the session ended, and fills it in after sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and _sends_to_sign_in(request, response):
            _store(request)
        elif request.method == "GET" and _is_private(response) and SESSION_KEY in request.session:
            _fill_in(request, response)
        return response


def _is_private(response: HttpResponse) -> bool:
    """Whether the response isn't cached. Public pages mustn't access the session."""
    return response.status_code == 200 and "no-store" in response.get("Cache-Control", "")


def _sends_to_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the view redirects to the sign-in page with this URL as `next`."""
    if response.status_code != 302:
        return False
    target = urlsplit(response["Location"])
    back = parse_qs(target.query).get("next", [""])[0]
    return target.path == resolve_url(settings.LOGIN_URL) and urlsplit(back).path == request.path


def _store(request: HttpRequest) -> None:
    typed = {
        name: values
        for name, values in typed_fields(dict(request.POST.lists())).items()
        if "password" not in name
    }
    if typed and is_same_origin(request) and sum(len(str(part)) for part in typed.items()) < MAX_SIZE:
        request.session[SESSION_KEY] = {"path": request.path, "typed": typed, "at": int(time.time())}


def _fill_in(request: HttpRequest, response: HttpResponse) -> None:
    stored = request.session[SESSION_KEY]
    if stored["path"] != request.path:
        return
    del request.session[SESSION_KEY]
    is_html = response.get("Content-Type", "").startswith("text/html") and not response.streaming
    if is_html and time.time() - stored["at"] < MAX_AGE:
        html = refill(
            response.content.decode(), path=stored["path"], typed=stored["typed"], sentence=SENTENCE
        )
        response.content = html.encode() or response.content
