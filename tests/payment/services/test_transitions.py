"""The states of a payment attempt: one table, one function that writes them."""

import ast
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from shop.payment.models import PaymentAttempt
from shop.payment.services import current_attempt
from shop.payment.services.transitions import MOVES, advance
from tests.support.purchases import an_order

State = PaymentAttempt.State
SHOP = Path(__file__).parents[3] / "shop"
FORBIDDEN = [(old, new) for old, new in product(State, State) if new not in MOVES[old]]


def an_attempt(state: State) -> PaymentAttempt:
    attempt = current_attempt(an_order())
    assert attempt
    PaymentAttempt.objects.update(state=state)
    attempt.refresh_from_db()
    return attempt


@pytest.mark.django_db
@pytest.mark.parametrize(("old", "new"), FORBIDDEN)
def test_a_move_that_is_not_in_the_table_is_refused(old: State, new: State) -> None:
    attempt = an_attempt(old)
    with pytest.raises(ValueError, match="can’t become"):
        advance(attempt, new)
    attempt.refresh_from_db()
    assert attempt.state == old


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"state": State.CANCELED}, {"intent_id": "pi_other"}])
def test_a_stale_instance_writes_nothing_and_is_read_anew(change: dict[str, str]) -> None:
    attempt = an_attempt(State.OPEN)
    PaymentAttempt.objects.update(**change)
    assert not advance(attempt, State.PROCESSING, last_error="lost")
    row = PaymentAttempt.objects.get()
    assert (row.state, row.intent_id, row.last_error) == (attempt.state, attempt.intent_id, "")
    assert all(getattr(row, name) == value for name, value in change.items())


@pytest.mark.django_db
def test_fields_are_written_with_the_state_and_the_row_counts_as_touched() -> None:
    attempt = an_attempt(State.NEW)
    before = attempt.updated_at
    assert advance(attempt, State.OPEN, intent_id="pi_1")
    row = PaymentAttempt.objects.get()
    assert (row.state, row.intent_id) == (attempt.state, attempt.intent_id) == (State.OPEN, "pi_1")
    assert row.updated_at == attempt.updated_at > before


def writes_of_state(tree: ast.AST) -> Iterator[str]:
    """Assignments to an attempt's `state`, and updates of attempts that set it."""
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else []
        for target in targets:
            parts = target.elts if isinstance(target, ast.Tuple) else [target]
            yield from (name for part in parts if (name := ast.unparse(part)).endswith("attempt.state"))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".update"):
            source = ast.unparse(node)
            if "attempt" in source.lower() and any(keyword.arg == "state" for keyword in node.keywords):
                yield source


def test_only_transitions_writes_the_state_of_an_attempt() -> None:
    paths = [path for path in SHOP.rglob("*.py") if "migrations" not in path.parts]
    found = {path.name: list(writes_of_state(ast.parse(path.read_text()))) for path in paths}
    assert {name for name, writes in found.items() if writes} <= {"transitions.py"}
