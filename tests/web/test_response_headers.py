"""Response headers on every URL of the resolver, for every role."""

from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from tests.support.addresses import dashboard_routes, filled, storefront_routes
from tests.support.cast import signed_in


@pytest.fixture
def answers(db: None) -> dict[str, Any]:
    """What the owner gets at each address that the resolver knows."""
    owner: Client = signed_in(User.objects.create_superuser("owner@example.com", "correct horse battery"))
    owner.raise_request_exception = False
    paths = {filled(route, "1") for route in [*storefront_routes(), *dashboard_routes()]}
    return {path: owner.get(path) for path in paths}


def test_every_answer_says_who_may_store_it_and_what_it_may_use(answers: dict[str, Any]) -> None:
    wanted = {"Permissions-Policy", "X-Request-ID"}
    assert len(answers) > 150
    assert not [path for path, answer in answers.items() if not wanted <= answer.headers.keys()]
    undecided = [path for path, answer in answers.items() if not answer.headers.get("Cache-Control")]
    assert not [path for path in undecided if answers[path].status_code not in {301, 308}]
    pages = {
        path: answer.headers
        for path, answer in answers.items()
        if answer.headers.get("Content-Type", "").startswith("text/html")
    }
    assert not [path for path in pages if pages[path].get("Cross-Origin-Resource-Policy") != "same-origin"]
    staff = {path: headers for path, headers in pages.items() if path.startswith("/dashboard/")}
    assert not [path for path, headers in staff.items() if "no-store" not in headers["Cache-Control"]]
