"""Stores a report of a reaction; those who may read it are told that there is one, and no more."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.log_actions import log

from shop.accounts.models import User
from shop.catalogue.models import Batch, Product
from shop.fields.email_address import tidy
from shop.london import london
from shop.mail import outbox
from shop.mail.compose import absolute
from shop.order.lookup import tidy_number
from shop.order.models import LineBatch, Order
from shop.safety.models import AdverseEvent, AdverseEventPhoto, Source

REPORTED, SERIOUS = "safety.reported", "safety.serious"


@dataclass(frozen=True)
class Told:
    """What somebody says, as the form's fields have it."""

    product: Product
    whose: str
    happened: str
    age_months: int | None = None
    where: str = ""
    began_on: date | None = None
    outcome: str = "unknown"
    doctor: bool = False
    said_serious: bool = False
    batch_number: str = ""
    order_number: str = ""
    name: str = ""
    email: str = ""
    may_write_back: bool = False
    photo: bytes | None = None


@transaction.atomic
def report_reaction(*, key: uuid.UUID, told: Told, source: Source, by: User | None = None) -> AdverseEvent:
    """Store it and alert those who may read it; the same form sent twice is one report."""
    known = AdverseEvent.objects.filter(key=key).first()
    if known:
        return known
    order = _order(told, is_staff=by is not None)
    given = {name: value for name, value in vars(told).items() if name not in ("order_number", "photo")}
    event = AdverseEvent.objects.create(
        key=key, source=source, entered_by=by, order=order, batch=_batch(told, order), **given
    )
    if told.photo:
        AdverseEventPhoto.objects.create(event=event, content=told.photo)
    if by:
        log(event, "safety.entered", user=by)
    alert(event, SERIOUS if told.said_serious else REPORTED)
    return event


def alert(event: AdverseEvent, kind: str) -> None:
    """An email without any of the content: that there is something to read, and until when."""
    until = f" The authority must be told by {london(event.tell_by)}." if event.tell_by else ""
    subject = "A serious report waits" if kind == SERIOUS else "A report waits to be assessed"
    text = f"Please read it now: {absolute(f'/office/safety/{event.pk}/')}{until}"
    for person in readers():
        outbox.queue(kind, to=person.email, args={"subject": subject, "text": text})


def readers() -> QuerySet[User]:
    """Who may read reports."""
    right = Permission.objects.filter(content_type__app_label="office", codename="read_reactions")
    named = Q(groups__permissions__in=right) | Q(user_permissions__in=right)
    found: QuerySet[User] = User.objects.filter(named, is_active=True).distinct().order_by("pk")
    return found


def _order(told: Told, *, is_staff: bool) -> Order | None:
    """A stranger must know the order's address as well, or a number guessed would tell its batch."""
    if not told.order_number:
        return None
    order = Order.objects.select_related("user").filter(number=tidy_number(told.order_number)).first()
    if order is None or not (is_staff or str(order.email) == tidy(told.email)):
        return None
    return order


def _batch(told: Told, order: Order | None) -> Batch | None:
    """The one that was typed; else the one noted with the order, where it had one only."""
    typed = Batch.objects.filter(product=told.product, number__iexact=told.batch_number.strip()).first()
    if typed or order is None or told.batch_number:
        return typed
    rows = LineBatch.objects.standing().filter(line__order=order, line__product=told.product)
    found = list(Batch.objects.filter(order_lines__in=rows).distinct()[:2])
    return found[0] if len(found) == 1 else None
