"""Shopper, webhook, sweep, bank and staff do things in any order, on what they knew then or know now.

Hypothesis looks for an order of steps after which a rule of `invariants` is broken. Answers and
faults are part of it: a read may be recorded long after it was made, and a call may lose its way.
Almost 300 lines: one machine, whose steps and rules read one another.
"""

import uuid
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from django.db import transaction
from django.test import TestCase
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from shop.checkout.services import CannotPlace
from shop.order.dispatch import CannotDispatch, dispatch_order
from shop.order.models import Order
from shop.partner.models import OutOfStock
from shop.payment import gateway, services
from shop.payment.models import PaymentAttempt, SimulatedObject
from shop.payment.services import ClientKeys, RefundQuantity, RefundRequest
from shop.payment.services.sync import apply_intent
from shop.payment.simulator import disputes, faults, intents, refunds
from shop.payment.simulator.errors import SimulatedError
from shop.payment.webhooks import handle_event
from tests.payment import invariants
from tests.payment.clock import let_it_come_to_rest, pass_minutes
from tests.support.factories import a_basket, a_product
from tests.support.packing import packed_for
from tests.support.purchases import a_code, place

# What people and machines are told when something can't be done: never a reason for wrong books.
TOLD = (
    CannotDispatch,
    CannotPlace,
    OutOfStock,
    SimulatedError,
    gateway.GatewayError,
    services.CannotAccept,
    services.CannotRefund,
    services.PaymentsUnavailable,
    services.StillPaying,
    services.TooManyDeclines,
)
OUTCOMES = st.sampled_from(["approve", "approve", "3ds", "declined", "processing"])
WHICH = st.integers(0, 9)
PENCE = st.sampled_from([100, 700, 1450, 1845])
KINDS = {"payment_intent": "payment_intent.x", "refund": "refund.x", "dispute": "charge.dispute.x"}


class Shop(RuleBasedStateMachine):
    """One shop with little stock and one code."""

    def __init__(self) -> None:
        super().__init__()
        self.all = transaction.atomic()
        self.all.__enter__()
        self.product, self.code = a_product(stock=6), a_code(usage="Multi-use")
        self.answers: list[tuple[int, gateway.Intent]] = []
        self.news: list[gateway.Refund] = []

    @contextmanager
    def step(self) -> Any:
        with TestCase.captureOnCommitCallbacks(execute=True), suppress(*TOLD):
            yield

    def order(self, which: int) -> Any:
        orders = list(Order.objects.order_by("pk"))
        return orders[which % len(orders)]

    def attempt(self, which: int) -> PaymentAttempt:
        return self.order(which).payment_attempts.get()

    def intent(self, which: int) -> dict[str, Any]:
        rows = list(SimulatedObject.objects.filter(kind="payment_intent"))
        return rows[which % len(rows)].data

    def an_object(self, kind: str, which: int) -> str:
        rows = list(SimulatedObject.objects.filter(kind=kind))
        return rows[which % len(rows)].object_id if rows else "xx_none"

    def has_orders(self) -> bool:
        return Order.objects.exists()

    def has_intents(self) -> bool:
        return SimulatedObject.objects.filter(kind="payment_intent").exists()

    # --- the shopper
    @initialize(quantity=st.integers(1, 2))
    def has_bought_and_is_buying(self, quantity: int) -> None:
        self.buys(quantity=quantity, settled=True)
        self.buys(quantity=1, settled=False)

    @rule(quantity=st.integers(1, 2), settled=st.booleans())
    def buys(self, quantity: int, settled: bool) -> None:
        """All of it in one go: otherwise most orders would never come to be paid."""
        with self.step():
            order = place(a_basket(self.product, quantity=quantity))
            intent = services.start_payment(order=order, visitor=ClientKeys())
            intents.confirm(intent.id, client_secret=intent.client_secret, outcome="approve")
            if settled:
                services.sync_attempt(attempt=order.payment_attempts.get())

    @rule(quantity=st.integers(1, 2), with_code=st.booleans())
    def places(self, quantity: int, with_code: bool) -> None:
        with self.step():
            basket = a_basket(self.product, quantity=quantity)
            if with_code:
                basket.vouchers.add(self.code)
            place(basket)

    @precondition(has_orders)
    @rule(which=WHICH)
    def starts(self, which: int) -> None:
        with self.step():
            services.start_payment(order=self.order(which), visitor=ClientKeys())

    @precondition(has_intents)
    @rule(which=WHICH, outcome=OUTCOMES)
    def pays(self, which: int, outcome: str) -> None:
        with self.step():
            intent = self.intent(which)
            intents.confirm(intent["id"], client_secret=intent["client_secret"], outcome=outcome)

    @precondition(has_intents)
    @rule(which=WHICH, approved=st.booleans())
    def answers_the_bank(self, which: int, approved: bool) -> None:
        with self.step():
            intent = self.intent(which)
            intents.answer_bank(intent["id"], client_secret=intent["client_secret"], approved=approved)

    @precondition(has_orders)
    @rule(which=WHICH)
    def gives_up(self, which: int) -> None:
        with self.step():
            services.cancel_attempt(attempt=self.attempt(which))

    # --- Stripe and its bank
    @rule(kind=st.sampled_from(list(KINDS)), which=WHICH)
    def an_event_arrives(self, kind: str, which: int) -> None:
        """In any order, any number of times, or never."""
        with self.step():
            handle_event(gateway.EventNotice(uuid.uuid4().hex, KINDS[kind], self.an_object(kind, which)))

    @precondition(has_intents)
    @rule(which=WHICH, pence=PENCE)
    def is_refunded_at_stripe(self, which: int, pence: int) -> None:
        with self.step():
            refunds.create(params={"payment_intent": self.intent(which)["id"], "amount": str(pence)})

    @rule(which=WHICH, status=st.sampled_from(["succeeded", "failed"]))
    def a_refund_ends(self, which: int, status: str) -> None:
        pending = SimulatedObject.objects.filter(kind="refund", data__status="pending").first()
        if pending:
            refunds.finish(pending.object_id, status)

    @rule(status=st.sampled_from(["pending", "failed"]))
    def the_next_refund_is(self, status: str) -> None:
        if not SimulatedObject.objects.filter(kind="next_refund").exists():
            refunds.expect(status)

    @precondition(has_intents)
    @rule(which=WHICH)
    def is_disputed(self, which: int) -> None:
        with self.step():
            if not disputes.is_disputed(self.intent(which)["id"]) and not invariants.refunds_at_stripe(
                self.intent(which)["id"]
            ):
                disputes.open_dispute(self.intent(which)["id"])

    @rule(which=WHICH, status=st.sampled_from(["won", "lost"]))
    def a_dispute_is_decided(self, which: int, status: str) -> None:
        waiting = SimulatedObject.objects.filter(kind="dispute", data__status="needs_response").first()
        if waiting:
            disputes.decide(waiting.object_id, status)

    @rule(
        what=st.sampled_from(["drop", "lost", "server_error", "rate_limit"]),
        path=st.sampled_from(["/v1/payment_intents", "/v1/refunds"]),
    )
    def the_network_will(self, what: str, path: str) -> None:
        if not SimulatedObject.objects.filter(kind="fault").exists():
            faults.expect(what, path=path)

    # --- those who ask now and record later
    @precondition(has_intents)
    @rule(which=WHICH)
    def somebody_asks(self, which: int) -> None:
        with self.step():
            intent = gateway.retrieve_intent(self.intent(which)["id"])
            self.answers.append((int(intent.attempt_id), intent))

    @precondition(lambda self: self.answers)
    @rule(which=WHICH)
    def and_records_it_late(self, which: int) -> None:
        with self.step():
            attempt_id, intent = self.answers.pop(which % len(self.answers))
            if PaymentAttempt.objects.get(pk=attempt_id).intent_id == intent.id:
                apply_intent(attempt_id, intent)

    @precondition(has_intents)
    @rule(which=WHICH)
    def somebody_looks_for_refunds(self, which: int) -> None:
        with self.step():
            self.news += gateway.list_refunds(payment_intent=self.intent(which)["id"])

    @precondition(lambda self: self.news)
    @rule(which=WHICH)
    def and_records_them_late(self, which: int) -> None:
        with self.step():
            found = self.news.pop(which % len(self.news))
            attempt = PaymentAttempt.objects.filter(intent_id=found.intent_id).first()
            if attempt and attempt.state == PaymentAttempt.State.SUCCEEDED:
                services.apply_refund(found)

    # --- the sweep
    @rule(minutes=st.sampled_from([0, 3, 31, 90]))
    def the_sweep_runs(self, minutes: int) -> None:
        with self.step():
            pass_minutes(minutes)
            services.sweep_payments()

    # --- staff
    @precondition(has_orders)
    @rule(which=WHICH, pence=PENCE, restock=st.booleans(), with_piece=st.booleans())
    def staff_refund(self, which: int, pence: int, restock: bool, with_piece: bool) -> None:
        with self.step():
            line = self.order(which).lines.get()
            pieces = (RefundQuantity(line, 1, restock),) if with_piece else ()
            services.refund_payment(
                attempt=self.attempt(which),
                key=uuid.uuid4(),
                amount=pence,
                asked=RefundRequest(),
                pieces=pieces,
            )

    @precondition(has_orders)
    @rule(which=WHICH, restock=st.booleans())
    def staff_cancel(self, which: int, restock: bool) -> None:
        with self.step():
            services.cancel_order(
                order=self.order(which), key=uuid.uuid4(), asked=RefundRequest(), restock=restock
            )

    @precondition(has_orders)
    @rule(which=WHICH)
    def staff_accept(self, which: int) -> None:
        with self.step():
            services.accept_order(order=self.order(which))

    @precondition(has_orders)
    @rule(which=WHICH)
    def staff_send(self, which: int) -> None:
        with self.step():
            dispatch_order(order=self.order(which), tracking_number="", batches=packed_for(self.order(which)))

    @invariant()
    def rules_hold(self) -> None:
        invariants.hold_always()

    def teardown(self) -> None:
        try:
            SimulatedObject.objects.filter(kind__in=["fault", "next_refund"]).delete()
            with TestCase.captureOnCommitCallbacks(execute=True):
                let_it_come_to_rest()
            invariants.hold_at_rest()
        finally:
            transaction.set_rollback(True)
            self.all.__exit__(None, None, None)


@pytest.mark.django_db
@pytest.mark.long
def test_no_order_of_steps_breaks_the_books() -> None:
    found = settings(
        max_examples=15,
        stateful_step_count=25,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Shop, settings=found)
