"""The acknowledgement of a complaint."""

from shop.complaints.models import DataComplaint
from shop.complaints.taking import RECEIVED
from shop.mail.compose import Content, render
from shop.mail.kinds import register

KEEP_DAYS = 365


def register_kind() -> None:
    """Called by the app when it is ready."""
    register(RECEIVED, label="Complaint received", compose=received, keep_days=KEEP_DAYS)


def received(complaint_id: int) -> Content | None:
    """That we have it, and what happens now; None after it was deleted."""
    complaint = DataComplaint.objects.filter(pk=complaint_id).first()
    if complaint is None:
        return None
    return render(
        "complaints/mail/received", subject="We have your complaint", context={"complaint": complaint}
    )
