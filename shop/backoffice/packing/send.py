"""Sends the ticked parcels, each for itself: one that can't go doesn't stop the rest."""

from dataclasses import dataclass, field

from django.db import transaction
from wagtail.log_actions import log

from shop.accounts.models import User
from shop.backoffice.packing.cards import Card
from shop.order.dispatch import AlreadySent, CannotDispatch, NumberTaken, dispatch_order, why_not_sent
from shop.order.dispatch_holds import dispatch_hold_reason
from shop.order.models import Order

SENT = "office.sent"
MARKED = "Look at the fields that are marked."


@dataclass
class Outcome:
    """What became of the ticked parcels: sent, sent before by the same person, and the problems by order."""

    sent: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)


def send_ticked(*, cards: list[Card], others: list[Order], by: User) -> Outcome:
    """`others` were ticked as well, and aren't waiting to be sent any more."""
    outcome = Outcome()
    for card in cards:
        if card.form.is_ticked and card.form.is_valid():
            _send(card, by, outcome)
        elif card.form.is_ticked:
            outcome.problems[card.order.number] = _missing(card)
    for order in others:
        _note_problem(order, _why_not(order), by, outcome)
    return outcome


def _missing(card: Card) -> str:
    """What its fields say, each sentence once: without looking for them one knows what to do."""
    errors = [str(error) for problems in card.form.errors.values() for error in problems]
    return " ".join(dict.fromkeys(errors))


def _send(card: Card, by: User, outcome: Outcome) -> None:
    """Send one parcel in a transaction of its own."""
    form, order = card.form, card.order
    try:
        with transaction.atomic():
            given = {
                "tracking_number": form.cleaned_data["tracking_number"],
                "after": form.cleaned_data["after"],
            }
            dispatch_order(order=order, batches=form.packed(), by=by, **given)
            log(order, SENT, user=by)
    except NumberTaken:
        outcome.problems[order.number] = MARKED  # the card is read again, and says so beside the field
    except CannotDispatch as problem:
        _note_problem(order, problem, by, outcome)
    else:
        outcome.sent.append(order.number)


def _note_problem(order: Order, problem: CannotDispatch, by: User, outcome: Outcome) -> None:
    """A second click of the same person isn't a problem."""
    if isinstance(problem, AlreadySent) and problem.is_whole and problem.parcel.sent_by_id == by.pk:
        outcome.again.append(order.number)
    else:
        outcome.problems[order.number] = str(problem)


def _why_not(order: Order) -> CannotDispatch:
    hold = dispatch_hold_reason(order)
    return CannotDispatch(f"It is on hold: {hold}") if hold else why_not_sent(order)
