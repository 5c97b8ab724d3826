"""No message is left for a public page: that is the same bytes for everybody, and shows none.

Every mounted view is looked at, ours and Oscar's, found through the resolver with all it inherits.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from types import FunctionType
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, resolve, reverse

from shop.catalogue.reviews.models import ProductReview
from tests.support import factories
from tests.support.cast import signed_in

TEXT = {"title": "Good", "score": "4", "body": "It spreads well."}
SAYING = {"success", "info", "warning", "error", "add_message", "debug"}
PUBLIC_ADDRESSES = {"get_absolute_url", "redirect_to_referrer"}  # a product’s page, or whatever led here
VISITED = re.compile(r"(?:shop|guides|oscar)\.")


def mounted(patterns: Any) -> Iterator[Any]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from mounted(one.url_patterns)
        elif isinstance(one, URLPattern):
            yield one.callback


def functions() -> Iterator[FunctionType]:
    """Each function a visitor's request may come to: views, and all methods of class views."""
    for view in mounted(get_resolver().url_patterns):
        kind = getattr(view, "view_class", None)
        found = [getattr(kind, name, None) for name in dir(kind)] if kind else [inspect.unwrap(view)]
        for one in found:
            one = inspect.unwrap(one) if callable(one) else None
            if isinstance(one, FunctionType) and VISITED.match(one.__module__):
                yield one


def is_public(name: str) -> bool:
    """Whether the page of a URL name is marked public; names with arguments are tried with some."""
    for kwargs in ({}, {"slug": "x"}, {"product_slug": "x"}, {"pk": 1}):
        try:
            return bool(getattr(resolve(reverse(name, kwargs=kwargs)).func, "is_public", False))
        except NoReverseMatch:
            continue
    return False


def name_of(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def is_message(call: ast.Call) -> bool:
    owner = getattr(call.func, "value", None)
    return isinstance(owner, ast.Name) and owner.id == "messages" and name_of(call) in SAYING


def faults(function: FunctionType) -> list[str]:
    """What stands after a message and leads to a public page."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call)]
    first = min((one.lineno for one in calls if is_message(one)), default=None)
    later = [one for one in calls if first is not None and one.lineno >= first]
    names = [
        str(one.args[0].value)
        for one in later
        if name_of(one) in {"redirect", "reverse"} and one.args and isinstance(one.args[0], ast.Constant)
    ]
    return [*({name_of(one) for one in later} & PUBLIC_ADDRESSES), *filter(is_public, names)]


def test_no_view_leaves_a_message_for_a_public_page() -> None:
    looked_at = set(functions())
    assert len(looked_at) > 100
    found = {f"{one.__module__}.{one.__qualname__}": faults(one) for one in looked_at}
    assert not {name: where for name, where in found.items() if where}


@pytest.mark.parametrize("name", ["catalogue:index", "catalogue:detail", "search:search"])
def test_public_pages_are_told_from_others(name: str) -> None:
    assert is_public(name)
    assert not is_public("basket:summary")


def test_a_sent_review_leads_to_thanks(ada: Any) -> None:
    factories.a_product("Jojoba")
    answer = signed_in(ada).post("/shop/jojoba/reviews/add/", TEXT, follow=True)
    assert answer.redirect_chain == [("/shop/jojoba/reviews/thanks/", 302)]
    assert "We read every review before it appears" in answer.content.decode()


def test_who_has_written_a_review_is_told_so(ada: Any) -> None:
    product = factories.a_product("Jojoba")
    browser = signed_in(ada)
    browser.post("/shop/jojoba/reviews/add/", TEXT)
    for answer in (browser.get("/shop/jojoba/reviews/add/"), browser.post("/shop/jojoba/reviews/add/", TEXT)):
        assert "You have reviewed Jojoba" in answer.content.decode()
    assert ProductReview.objects.filter(product=product).count() == 1


def test_a_vote_is_thanked_for_where_reviews_stand(ada: Any, ben: Any) -> None:
    product = factories.a_product("Jojoba")
    review = ProductReview.objects.create(product=product, user=ada, score=4, title="T", body="B", status=1)
    answer = signed_in(ben).post(f"/shop/jojoba/reviews/{review.pk}/vote/", {"delta": 1}, follow=True)
    assert "Thank you for your vote." in answer.content.decode()


def test_an_incomplete_review_keeps_what_was_typed(ada: Any) -> None:
    factories.a_product("Jojoba")
    answer = signed_in(ada).post("/shop/jojoba/reviews/add/", {"title": "Good", "body": "Lovely"})
    assert "Lovely" in answer.content.decode()
    assert not ProductReview.objects.exists()


def test_a_visitor_may_read_the_thanks(db: None) -> None:
    factories.a_product("Jojoba")
    assert Client().get("/shop/jojoba/reviews/thanks/").status_code == 200
