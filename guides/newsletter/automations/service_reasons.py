"""When each email of the shop is sent, its legal basis, and why it can’t be left out where it can’t."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Reason:
    """`must` says why the email is always sent; empty where it may be switched off."""

    begins: str
    basis: str
    must: str = ""


CONTRACT: Final = "Contract (UK GDPR Article 6(1)(b)). It is about the order, and no advertising."
LEGAL_DUTY: Final = "Legal obligation (UK GDPR Article 6(1)(c))."
SECURITY: Final = "Contract (UK GDPR Article 6(1)(b)) and the security of the account (Article 32)."
WISH: Final = "Consent (UK GDPR Article 6(1)(a), PECR regulation 22(2)): the person asked for this one email."
CONSENT_PROOF: Final = "Legal obligation: consent has to be proved (UK GDPR Article 7(1))."
SOFT_OPT_IN: Final = (
    "Consent to offers, or the soft opt-in (PECR regulation 22(3)): a request for a review counts as "
    "advertising, so who refused gets none. Each has a link that stops them."
)

TELLS: Final = "The buyer would not know what became of the order."
IN_WRITING: Final = "The law asks for it in writing (Consumer Contracts Regulations 2013, regulation 16)."
RECEIPT: Final = (
    "The law asks for a receipt without delay (Consumer Contracts Regulations 2013, regulation 32)."
)
MONEY: Final = "The buyer has to know what became of their money."
NEEDS_LINK: Final = "Without its link or code the person can’t go on."
WARNS: Final = "It warns the person if somebody else did it."
ASKED: Final = "The person asked for it a moment ago and waits for it."

SERVICE_EMAILS: Final[dict[str, Reason]] = {
    "aftercare.review_request": Reason("Some days after an order was sent, once", SOFT_OPT_IN),
    "aftercare.running_low": Reason("Some days before a bottle is empty by the buyer’s routine", WISH),
    "customer.back_in_stock": Reason("A product for which somebody asked is in stock again, once", WISH),
    "order.unpaid": Reason("The bank refused a card, and the order waits for payment", CONTRACT),
    "accounts.code": Reason("Somebody signs in with a code", SECURITY, NEEDS_LINK),
    "accounts.no_account": Reason("A code is asked for an address without an account", SECURITY, ASKED),
    "accounts.security_notice": Reason("A second step or passkey was changed", SECURITY, WARNS),
    "complaints.received": Reason(
        "Somebody complains about how we use their data",
        LEGAL_DUTY,
        "The law asks for a receipt within 30 days (Data Protection Act 2018, section 164A).",
    ),
    "customer.account_exists": Reason("Somebody registers an address that has an account", SECURITY, WARNS),
    "customer.alert_confirm": Reason(
        "A guest asks for an email when a product is back", CONSENT_PROOF, NEEDS_LINK
    ),
    "customer.confirm_email": Reason("An account is opened", SECURITY, NEEDS_LINK),
    "customer.email_change_asked": Reason("A change of address is asked for", SECURITY, WARNS),
    "customer.email_changed": Reason("An address was changed", SECURITY, WARNS),
    "customer.password_changed": Reason("A password was changed", SECURITY, WARNS),
    "customer.password_reset": Reason("A new password is asked for", SECURITY, NEEDS_LINK),
    "feedback.question_answered": Reason("A reader’s question was answered", WISH, ASKED),
    "newsletter.confirmation": Reason("Somebody signs up", CONSENT_PROOF, NEEDS_LINK),
    "newsletter.data_link": Reason("Somebody asks for their data", LEGAL_DUTY, NEEDS_LINK),
    "newsletter.guide": Reason("A sign-up for a free guide was confirmed", WISH, ASKED),
    "newsletter.still_there": Reason(
        "Nothing was clicked for two years",
        "Legal obligation: personal data is kept no longer than needed (UK GDPR Article 5(1)(e)).",
        "Without it the permission would end without a question.",
    ),
    "office.invitation": Reason("Somebody is invited to the office", SECURITY, NEEDS_LINK),
    "order.address": Reason("A delivery address was corrected", CONTRACT, TELLS),
    "order.cancellation": Reason("A buyer cancels", LEGAL_DUTY, RECEIPT),
    "order.cancelled": Reason("An order was cancelled", CONTRACT, TELLS),
    "order.claim": Reason("A buyer says that something is wrong with an item", CONTRACT, ASKED),
    "order.confirmation": Reason("An order was paid", LEGAL_DUTY, IN_WRITING),
    "order.contribution": Reason("A contribution to the guides was paid", CONTRACT, RECEIPT),
    "order.dispatched": Reason("A parcel left", CONTRACT, TELLS),
    "order.link": Reason("Somebody asks for the link to their order", CONTRACT, ASKED),
    "order.no_charge": Reason("Something is sent at no charge", CONTRACT, TELLS),
    "order.not_sent": Reason("A parcel marked as sent hasn’t left", CONTRACT, TELLS),
    "order.refund": Reason("Money went back", CONTRACT, MONEY),
    "order.refund_failed": Reason("Money could not be sent back", CONTRACT, MONEY),
    "order.replacement": Reason("A replacement is sent", CONTRACT, TELLS),
    "order.return_arrived": Reason("A return arrived", CONTRACT, TELLS),
    "order.return_closed": Reason("A return was closed without a refund", CONTRACT, MONEY),
    "phone_orders.link": Reason("An order is taken by telephone", CONTRACT, NEEDS_LINK),
    "recall.notice": Reason(
        "Staff start a recall",
        "Legal obligation (General Product Safety Regulations 2005, regulation 9).",
        "Buyers have to be warned.",
    ),
}
