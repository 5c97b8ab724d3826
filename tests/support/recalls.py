"""Recalls for tests."""

import uuid

from shop.accounts.models import User
from shop.catalogue.models import Batch
from shop.recall.models import Recall
from shop.recall.prepare import Texts, prepare_recall

TEXTS = {
    "title": "Marigold oil, batch L-204",
    "problem": "The oil may have gone rancid.",
    "risk": "It can irritate the skin of babies.",
    "advice": "Stop using it. Tell us what you would like.",
    "remedy": "choice",
}


def a_recall(*batches: Batch, by: User, is_rehearsal: bool = False) -> Recall:
    """A prepared recall of these batches."""
    texts = Texts(**TEXTS)
    return prepare_recall(key=uuid.uuid4(), batches=batches, texts=texts, by=by, is_rehearsal=is_rehearsal)
