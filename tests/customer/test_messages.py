"""A message after a redirect is shown on the next page, unless that one is cached for everyone."""

import ast
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, reverse

import shop
from shop.accounts.models import User
from shop.order.tokens import VIEW, token_for
from tests.support.cast import signed_in
from tests.support.contributions import taken
from tests.support.factories import a_basket, a_product
from tests.support.purchases import place

pytestmark = pytest.mark.django_db
ROOMS = ("customer", "checkout", "order", "basket")


def _calls(tree: ast.AST, name: str) -> list[ast.Call]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if ast.unparse(call.func).split(".")[0] == name]


def _leads_to(module: Path) -> set[str]:
    """The names of pages that a function which leaves a message redirects to."""
    functions = [
        node for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.FunctionDef)
    ]
    telling = [function for function in functions if _calls(function, "messages")]
    found = [call.args[0] for function in telling for call in _calls(function, "redirect")]
    return {str(name.value) for name in found if isinstance(name, ast.Constant)}


TARGETS = sorted(
    {
        name
        for room in ROOMS
        for module in (Path(shop.__file__).parent / room).rglob("*.py")
        for name in _leads_to(module)
    }
)


def test_there_are_such_redirects() -> None:
    assert len(TARGETS) > 4


@pytest.mark.parametrize("name", TARGETS)
def test_a_message_is_left_for_a_private_page_only(name: str, ada: User) -> None:
    taken()  # contributions, of which one page is
    order = place(a_basket(a_product(), owner=ada), user=ada)
    try:
        url = reverse(name)
    except NoReverseMatch:
        url = reverse(name, args=[token_for(order, VIEW)])
    answer = signed_in(ada).get(url, follow=True)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
