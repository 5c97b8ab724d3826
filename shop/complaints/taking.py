"""Stores a complaint, from the form or by a colleague, and acknowledges it by email where it can."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from shop.accounts.models import User
from shop.complaints.models import DataComplaint, Source
from shop.mail import outbox

RECEIVED = "complaints.received"


@dataclass(frozen=True)
class Said:
    """What somebody says, and how to reach them; name and address may be empty."""

    words: str
    name: str = ""
    email: str = ""


@transaction.atomic
def take_complaint(
    *, key: uuid.UUID, said: Said, source: Source, received_on: date | None = None, by: User | None = None
) -> DataComplaint:
    """Store it; the same form sent twice is one complaint. With an address the email acknowledges it."""
    today = timezone.localdate()
    given = {**vars(said), "source": source, "received_on": received_on or today, "entered_by": by}
    complaint, is_new = DataComplaint.objects.get_or_create(key=key, defaults=given)
    if is_new and by:
        log(complaint, "complaints.entered", user=by)
    if is_new and said.email:
        reference = f"complaint:{complaint.pk}"
        outbox.queue(RECEIVED, to=said.email, args={"complaint_id": complaint.pk}, reference=reference)
        complaint.acknowledged_on = today
        complaint.save(update_fields=["acknowledged_on"])
    return complaint
