"""Response headers on every URL of the resolver, for every role."""

from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from tests.support.addresses import dashboard_routes, filled, office_routes, storefront_routes
from tests.support.cast import signed_in
from tests.support.left_empty import pages_left_empty


@pytest.fixture
def answers(db: None) -> dict[str, Any]:
    """What the owner gets at each address that the resolver knows."""
    owner: Client = signed_in(User.objects.create_superuser("owner@example.com", "correct horse battery"))
    owner.raise_request_exception = False
    office = [route for route in office_routes() if "<" not in route]
    routes = [*storefront_routes(), *dashboard_routes(), *office]
    paths = {filled(route, "1") for route in routes}
    with pages_left_empty():
        return {path: owner.get(path) for path in paths}


ALL = {"Permissions-Policy", "X-Request-ID", "X-Content-Type-Options", "Referrer-Policy"}
PAGES = {"Content-Security-Policy", "Cross-Origin-Opener-Policy", "X-Frame-Options", "Reporting-Endpoints"}
PRIVATE = ("/dashboard/", "/office/", "/account/", "/checkout/", "/orders/")


def is_page(answer: Any) -> bool:
    return str(answer.headers.get("Content-Type", "")).startswith("text/html")


def test_every_answer_says_who_may_store_it_and_what_it_may_use(answers: dict[str, Any]) -> None:
    assert len(answers) > 200
    lacking = {path: ALL - answer.headers.keys() for path, answer in answers.items()}
    assert not {path: missing for path, missing in lacking.items() if missing}
    undecided = [path for path, answer in answers.items() if not answer.headers.get("Cache-Control")]
    assert not [path for path in undecided if answers[path].status_code not in {301, 308}]
    pages = {path: answer.headers for path, answer in answers.items() if is_page(answer)}
    assert not {path: PAGES - pages[path].keys() for path in pages if PAGES - pages[path].keys()}
    assert not [path for path in pages if pages[path].get("Cross-Origin-Resource-Policy") != "same-origin"]
    assert not [path for path in pages if "report-uri" not in pages[path]["Content-Security-Policy"]]
    private = {path: headers for path, headers in pages.items() if path.startswith(PRIVATE)}
    assert not [path for path in private if "no-store" not in private[path].get("Cache-Control", "no-store")]
