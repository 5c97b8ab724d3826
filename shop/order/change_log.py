"""The log of what staff change about an order: who, before, after and why, in Wagtail's log.

The office shows it on the order's timeline, and all of it under Activity.
"""

from collections.abc import Sequence
from typing import Final

from wagtail.log_actions import log

from shop.accounts.models import User
from shop.order.models import Order

# Name, what it is called in a list of actions, what the log says.
ACTIONS: Final = (
    ("order.refunded", "Give money back", "Asked to give money back"),
    ("order.cancelled", "Cancel an order", "Cancelled the order"),
    ("order.accepted", "Accept a payment", "Accepted the payment"),
    ("order.settled", "Settle a payment", "Settled it outside Stripe"),
    ("order.warning_cleared", "Clear a fraud warning", "Cleared the fraud warning"),
    ("order.note_changed", "Change a note", "Changed a note"),
    ("order.address_corrected", "Correct an address", "Delivery address corrected"),
    ("order.email_corrected", "Correct an email address", "Email address corrected"),
    ("order.hold_lifted", "Lift a hold", "Lifted the hold"),
    ("order.held", "Put an order on hold", "Put on hold"),
    ("order.missing", "Report a missing piece", "Couldn’t find a piece"),
    ("order.notice_settled", "Settle a return", "Settled the return without a refund"),
    ("order.return_entered", "Enter a return", "Entered what the buyer said"),
    ("order.return_posted", "Note a proof of posting", "Noted the proof of posting"),
    ("order.return_arrived", "Note that a return is back", "Noted that the return is back"),
    ("order.tracking_corrected", "Correct a tracking number", "Tracking number corrected"),
    ("order.not_sent", "Take a parcel back", "Not sent after all"),
    ("order.delivered", "Note a delivery", "Noted as delivered"),
    ("order.taken_by_phone", "Take an order by telephone", "Taken by telephone"),
    ("order.replaced", "Replace a parcel", "Sends a replacement"),
    ("order.replacement_made", "Make a replacement", "Made as a replacement"),
    ("order.given_away", "Send at no charge", "Sent at no charge"),
    ("order.email_repeated", "Send an email again", "Sent an email again"),
)

Change = tuple[str, str, str]  # what, before, after


def log_change(
    *, order: Order, action: str, by: User | None, changes: Sequence[Change] = (), why: str = ""
) -> None:
    """Add an entry; the caller has opened the transaction of the change itself."""
    log(order, action, user=by, data={"changes": [list(change) for change in changes], "why": why})
