"""Only Wagtail's editors may run inline scripts; the office's own screens and the shop's pages may not."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from guides.editorial.cms_csp import is_editor
from shop.accounts.models import User
from tests.guides.claims.pages import an_info_page
from tests.support.cast import signed_in
from tests.support.left_empty import menus_left_empty
from tests.support.staff_routes import staff_routes

DATA = {"application/json", "application/ld+json", "text/template", "text/x-template", "text/html"}
FRAMED = {"office_emails:letter"}  # an email as it was sent, in a frame with a policy of its own
PARTS = ("_results", "_search", "listing", "logout")  # of a page that is there; an interface of Wagtail's
OURS = ("shop.", "guides.")
CHOOSERS = ("guides.blocks.", "guides.newsletter.wagtail_hooks")  # Wagtail's forms with a few changes


def scripts(answer: Any) -> str:
    policy = answer["Content-Security-Policy"]
    return next(part for part in policy.split("; ") if part.startswith("script-src"))


class Inline(HTMLParser):
    """Collects scripts, styles and event handlers that stand in the page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_code = tag == "script" and not given.get("src") and given.get("type") not in DATA
        is_set = any(name == "style" or name.startswith("on") for name in given)
        if is_code or is_set or tag == "style":
            self.found.append(self.get_starttag_text() or tag)


def inline(answer: Any) -> list[str]:
    """Those of a page, or of the HTML within JSON."""
    is_json = answer.headers.get("Content-Type", "").startswith("application/json")
    data = answer.json() if is_json else answer.content.decode()
    parser = Inline()
    parser.feed(str(data.get("html", "")) if isinstance(data, dict) else str(data))
    return parser.found


def readable(answer: Any) -> bool:
    kind = answer.headers.get("Content-Type", "")
    return answer.status_code == 200 and kind.startswith(("text/html", "application/json"))


@pytest.mark.usefixtures("demo_shop")
def test_no_strict_screen_of_the_office_holds_anything_inline() -> None:
    """Every address that the resolver knows, in a full shop: what the policy would block isn't there."""
    owner = signed_in(User.objects.create_superuser("owner.of.all@example.com", "correct horse battery"))
    owner.raise_request_exception = False
    strict = [
        route for route in staff_routes() if not is_editor(route.name) and not route.name.endswith(PARTS)
    ]
    urls = {r.name: r.url() for r in strict if r.pattern.startswith("office/") and r.name not in FRAMED}
    with menus_left_empty():
        answers = {name: owner.get(url) for name, url in urls.items() if url}
    answers["with its menu"] = owner.get("/office/")
    assert "wagtail-sidebar-props" in answers["with its menu"].content.decode()
    pages = {name: answer for name, answer in answers.items() if readable(answer)}
    assert {"office_orders:index", "wagtailadmin_home", "wagtailusers_users:index"} <= pages.keys()
    assert {name: found for name, answer in pages.items() if (found := inline(answer))} == {}
    assert {scripts(answer) for answer in pages.values()} == {"script-src 'self'"}


def test_every_screen_of_ours_is_strict() -> None:
    office = [route for route in staff_routes() if route.pattern.startswith("office/")]
    views = {route.name: getattr(route.view, "view_class", route.view).__module__ for route in office}
    ours = {name for name, module in views.items() if module.startswith(OURS)}
    editors = {name for name in ours if is_editor(name)}
    assert not {name for name in editors if not views[name].startswith(CHOOSERS)}


def test_nothing_may_be_evaluated() -> None:
    policies = [getattr(settings, name) for name in ("SECURE_CSP", "PAYMENT_CSP", "OFFICE_CSP", "EDITOR_CSP")]
    assert not [policy for policy in policies if "'unsafe-eval'" in policy["script-src"]]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/office/", "/office/login/", "/office/reports/", "/office/nowhere/"])
def test_screens_without_an_editor_run_no_inline_script(nora: User, path: str) -> None:
    client = Client() if "login" in path else signed_in(nora)
    assert scripts(client.get(path, follow=True)) == "script-src 'self'"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/office/pages/", "/office/images/", "/office/documents/"])
def test_editors_run_wagtails_scripts(nora: User, path: str) -> None:
    assert scripts(signed_in(nora).get(path, follow=True)) == "script-src 'self' 'unsafe-inline'"


@pytest.mark.django_db
def test_editor_may_frame_its_preview(nora: User) -> None:
    page = an_info_page("Words.")
    answer = signed_in(nora).get(f"/office/pages/{page.pk}/view_draft/")
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/shop/", "/counting/"])
def test_shop_does_not(path: str) -> None:
    assert scripts(Client().get(path)) == "script-src 'self'"
