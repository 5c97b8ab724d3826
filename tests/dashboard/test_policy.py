"""Oscar's dashboard has its own Content Security Policy and loads no scripts from other sites."""

import pytest

from shop.accounts.models import User
from tests.support.cast import signed_in
from tests.support.roles import shopkeeper_group

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["", "reports/", "login/"])
def test_inline_scripts_run_and_none_come_from_elsewhere(path: str, cleo: User) -> None:
    cleo.groups.add(shopkeeper_group())
    answer = signed_in(None if path == "login/" else cleo).get(f"/dashboard/{path}")
    assert answer.status_code == 200
    assert "script-src 'self' 'unsafe-inline'" in answer.headers["Content-Security-Policy"]
    assert "googleapis" not in answer.content.decode()
