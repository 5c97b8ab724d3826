"""Addresses that take a button's form alone, opened by a reload or “back”: a page with the way on."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse

from shop.accounts.back_office import is_office
from shop.accounts.models import User
from shop.backoffice.gate import may_open


class ButtonPages:
    """Replaces the empty answer to a GET that only a POST may have."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        is_stranded = answer.status_code == 405 and request.method == "GET" and is_office(request.path)
        if not is_stranded or not isinstance(request.user, User):
            return answer
        context = {"url": page_above(request.path, request.user)}
        return render(request, "backoffice/button_only.html", context, status=405)


def page_above(path: str, user: User) -> str:
    """The closest address above that is a screen which this person may open."""
    parts = path.strip("/").split("/")
    while parts := parts[:-1]:
        url = f"/{'/'.join(parts)}/"
        try:
            match = resolve(url)
        except Resolver404:
            continue
        if match.url_name and may_open(user, match.view_name):
            return url
    return reverse("wagtailadmin_home")
