"""When each email with words of the owner leaves, for people who know it by its name only."""

from typing import Final

MOMENTS: Final = {
    "accounts.code": "Somebody signs in with a code instead of a password, or confirms a change.",
    "accounts.no_account": "Somebody asks for a code or a new password for an address without an account.",
    "accounts.security_notice": "Somebody’s way of signing in has changed.",
    "aftercare.review_request": "Some time after the parcel has arrived, to buyers who allow it.",
    "aftercare.running_low": "An oil should be nearly used up, to buyers who asked to be reminded.",
    "complaints.received": "A complaint about data has come in.",
    "customer.account_exists": "Somebody registers an address that has an account.",
    "customer.alert_confirm": "Somebody without an account asks to hear when an item is back.",
    "customer.back_in_stock": "An item is back in stock, to those who asked.",
    "customer.confirm_email": "Somebody registers, or gives a new address.",
    "customer.email_change_asked": "To the present address, when a change of it is asked for.",
    "customer.email_changed": "To the former address, after a change.",
    "customer.password_changed": "After a password was changed.",
    "customer.password_reset": "Somebody has forgotten their password.",
    "feedback.question_answered": "A reader’s question below a guide is answered.",
    "newsletter.confirmation": "Somebody signs up to the newsletter, and has to confirm it.",
    "newsletter.data_link": "A subscriber asks what is stored about them.",
    "newsletter.guide": "A subscriber has asked for a free guide.",
    "newsletter.still_there": "A subscriber has opened and clicked nothing for two years.",
    "office.invitation": "A colleague is added, or gets a new link.",
    "order.address": "A colleague has corrected the delivery address.",
    "order.cancellation": "A buyer has cancelled; the law wants the receipt.",
    "order.cancelled": "The order is cancelled.",
    "order.claim": "A buyer has told us that something is wrong with an item.",
    "order.confirmation": "The order is paid.",
    "order.contribution": "Somebody’s contribution to the guides is paid.",
    "order.dispatched": "A parcel leaves.",
    "order.link": "Somebody looks for their order by number and address.",
    "order.no_charge": "A colleague sends something at no charge.",
    "order.not_sent": "A parcel was marked as sent, and hasn’t left after all.",
    "order.refund": "Money is on its way back.",
    "order.refund_failed": "A refund didn’t reach the buyer’s card.",
    "order.replacement": "A colleague makes a replacement.",
    "order.return_arrived": "What a buyer sent back has arrived.",
    "order.return_closed": "A return is settled without a refund.",
    "order.unpaid": "An order waits for its payment, and can still be paid.",
    "phone_orders.link": "A colleague has taken an order by telephone.",
}


def moment_of(kind: str) -> str:
    """Empty for a kind that isn’t described yet; a test names it."""
    return MOMENTS.get(kind, "")
