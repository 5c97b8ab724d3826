"""Prepares a recall: its texts and batches. Nothing is stopped yet."""

import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.text import slugify

from shop.accounts.models import User
from shop.catalogue.models import Batch, Product
from shop.recall.change_log import CHANGED, PREPARED, log_change
from shop.recall.models import Recall, RecallBatch, RecallPeriod, State


class CannotRecall(Exception):
    """It stays as it is; the text is for staff."""


@dataclass(frozen=True)
class Texts:
    """What buyers, the public page and the authority read."""

    title: str
    problem: str
    risk: str
    advice: str
    remedy: str


@dataclass(frozen=True)
class Sold:
    """A size, and the days in which it left, both included."""

    product: Product
    first_day: date
    last_day: date


@transaction.atomic
def prepare_recall(
    *,
    key: uuid.UUID,
    batches: Iterable[Batch] = (),
    sold: Iterable[Sold] = (),
    texts: Texts,
    by: User,
    is_rehearsal: bool = False,
) -> Recall:
    """A recall that waits for the owner; the same form sent twice is one recall."""
    given = {"slug": _slug(texts.title), "prepared_by": by, "is_rehearsal": is_rehearsal}
    recall, is_new = Recall.objects.get_or_create(key=key, defaults=asdict(texts) | given)
    if is_new:
        for batch in batches:
            RecallBatch.objects.create(recall=recall, batch=batch)
        for one in sold:
            RecallPeriod.objects.create(recall=recall, **vars(one))
        log_change(recall, PREPARED, by, why=recall.scope)
    return recall


@transaction.atomic
def change_texts(*, recall: Recall, texts: Texts, by: User) -> None:
    """Correct the texts. Emails that have left stay as they were. Raises CannotRecall."""
    recall = Recall.objects.select_for_update().get(pk=recall.pk)
    if recall.state == State.CLOSED:
        raise CannotRecall("This recall is closed.")
    new = asdict(texts)
    changes = [(name, str(getattr(recall, name)), text) for name, text in new.items()]
    changes = [row for row in changes if row[1] != row[2]]
    if changes:
        Recall.objects.filter(pk=recall.pk).update(**new)
        log_change(recall, CHANGED, by, changes=changes)


def _slug(title: str) -> str:
    """Free at this moment: two recalls of one name are told apart by a number."""
    first = slugify(title)[:70] or "recall"
    taken = set(Recall.objects.filter(slug__startswith=first).values_list("slug", flat=True))
    names = [first, *(f"{first}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)
