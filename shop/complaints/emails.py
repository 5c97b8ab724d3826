"""The acknowledgement of a complaint."""

from shop.complaints.models import DataComplaint
from shop.complaints.taking import RECEIVED
from shop.mail import variables
from shop.mail.compose import Content, render
from shop.mail.kinds import register
from shop.mail.variables import Variable

KEEP_DAYS = 365


def register_kind() -> None:
    """Called by the app when it is ready."""
    register(
        RECEIVED,
        label="Complaint received",
        compose=received,
        moment="A complaint about data has come in.",
        keep_days=KEEP_DAYS,
    )
    variables.register(
        "complaint_id", Variable("complaint_number", "the complaint’s number", "12", lambda key: str(key))
    )


def received(complaint_id: int) -> Content | None:
    """That we have it, and what happens now; None after it was deleted."""
    complaint = DataComplaint.objects.filter(pk=complaint_id).first()
    if complaint is None:
        return None
    return render(
        "complaints/mail/received", subject="We have your complaint", context={"complaint": complaint}
    )
