"""Contents of the privacy notice, by kind of data. Tests compare it with tables, emails and cookies."""

from dataclasses import dataclass

from guides.newsletter.consent import retention as newsletter
from shop.privacy import periods
from shop.privacy.periods import in_words


@dataclass(frozen=True)
class Record:
    """One kind of data: what it is, the legal basis, the retention period, and its tables."""

    what: str
    why: str
    how_long: str
    tables: tuple[str, ...]


CONTRACT = "to carry out our contract with you"
LAW = "because the law requires it"
INTEREST = "because we have a legitimate interest in"
RECORDS = (
    Record(
        "Orders: name, email address, delivery address, what you bought, codes you used, the parcel’s "
        "tracking number and notes we make when you contact us",
        f"{CONTRACT}; the records, {LAW}",
        f"{periods.ORDER_YEARS} years after the end of the tax year",
        (
            "order.Order",
            "order.ShippingAddress",
            "order.BillingAddress",
            "order.OrderNote",
            "order.Parcel",
            "order.StaffHold",
            "voucher.VoucherApplication",
        ),
    ),
    Record(
        "Notes that we make about you when you contact us, under a code made from your email address, and a "
        "log of what we did about your account",
        f"{INTEREST} answering you well",
        f"notes {in_words(periods.CUSTOMER_NOTE)}, the log {in_words(periods.ACTIVITY)}; both end earlier if "
        "you have your data erased",
        ("office.CustomerNote", "wagtailcore.ModelLogEntry"),
    ),
    Record(
        "Invoices and credit notes, with your name and address",
        LAW,
        f"{periods.ORDER_YEARS} years after the end of the tax year",
        ("documents.Document",),
    ),
    Record(
        "Messages for gifts, if you write one for the parcel",
        CONTRACT,
        f"{in_words(periods.GIFT_MESSAGE)} after the parcel was sent",
        ("order.Order",),
    ),
    Record(
        "Cancellation notices, with the reason if you give one",
        LAW,
        f"{periods.ORDER_YEARS} years after the end of the tax year",
        ("order.CancellationNotice",),
    ),
    Record(
        "Returns and claims: what you tell us is wrong, and how it ended",
        LAW,
        f"{periods.ORDER_YEARS} years after the end of the tax year",
        ("order.Return",),
    ),
    Record(
        "A photo of a damaged or faulty item, if you send one",
        CONTRACT,
        f"{in_words(periods.RETURN_PHOTO)} after the return is settled",
        ("order.ReturnPhoto",),
    ),
    Record(
        "A skin reaction that you report: the product, whose skin and how old, what happened, a photo, your "
        "name and email address if you give them",
        f"{LAW} (for data about health: public health, article 9(2)(i))",
        f"{in_words(periods.REACTION)}; name and address end earlier if you have your data erased",
        ("safety.AdverseEvent",),
    ),
    Record(
        "If a product is recalled: that your order has it, and how we told you",
        LAW,
        in_words(periods.REACTION),
        ("recall.RecallNotice", "recall.RecallContact"),
    ),
    Record(
        "Payments, refunds, disputes with your bank and fraud warnings, as Stripe reports them to us",
        f"{CONTRACT}, and {INTEREST} preventing fraud",
        f"{periods.ORDER_YEARS} years after the end of the tax year",
        ("payment.PaymentAttempt", "payment.Refund", "payment.Dispute", "payment.FraudWarning"),
    ),
    Record(
        "Codes made from your network address and session when you pay, so that nobody can block our stock",
        f"{INTEREST} preventing fraud and attacks",
        in_words(periods.CONNECTION_CODES),
        ("payment.PaymentAttempt",),
    ),
    Record(
        "Your account, if you open one: email address, name, password (as a hash), addresses, wish list",
        CONTRACT,
        f"until you close it; {in_words(periods.PENDING_ACCOUNT)} if you never confirm it",
        (
            "accounts.User",
            "account.EmailAddress",
            "address.UserAddress",
            "wishlists.WishList",
            "wishlists.WishListSharedEmail",
        ),
    ),
    Record(
        "Passkeys, authenticator apps (their secrets are encrypted) and recovery codes, if you add them",
        CONTRACT,
        "until you remove them or close the account",
        ("mfa.Authenticator",),
    ),
    Record(
        "The browsers in which you are signed in: their network address, what they call themselves, and when",
        f"{INTEREST} keeping your account safe: you see them and can sign them out",
        f"until you sign out, {in_words(14)} at most",
        ("usersessions.UserSession",),
    ),
    Record(
        "The basket of an account",
        CONTRACT,
        f"{in_words(periods.ACCOUNT_BASKET)} after you last used it",
        ("basket.Basket",),
    ),
    Record(
        "Products you looked at and searched for while signed in",
        f"{INTEREST} showing what is popular",
        in_words(periods.SHOPPING_HISTORY),
        ("analytics.UserProductView", "analytics.UserSearch", "analytics.UserRecord"),
    ),
    Record(
        "What you type at the checkout before you order, a wish list without an account, and your sign-ins",
        CONTRACT,
        in_words(14),
        ("sessions.Session",),
    ),
    Record(
        "Stock alerts: your email address and the product",
        "with your consent, which you may withdraw at any time",
        f"until {in_words(periods.STOCK_ALERT_DONE)} after we have written to you, "
        f"or for {in_words(periods.STOCK_ALERT)} at most",
        ("customer.ProductAlert",),
    ),
    Record(
        "What you order by telephone, until you confirm it: items, name, address, email address, telephone",
        CONTRACT,
        f"until you order, or for {in_words(periods.PAYMENT_LINK)}",
        ("phone_orders.PaymentLink",),
    ),
    Record(
        "A reminder before a bottle runs low, if you ask for it: your email address, the product, how often "
        "you use it and the words you agreed to",
        "with your consent, which you may withdraw at any time",
        f"until {in_words(periods.REMINDER_DONE)} after it was sent or stopped, "
        f"or for {in_words(periods.REMINDER_WAITING)} at most",
        ("aftercare.LowReminder",),
    ),
    Record(
        "Reviews: what you write, your name, your baby’s age and photos if you add them, a guest’s email "
        "address (never shown, it proves the purchase), and votes on reviews",
        f"{INTEREST} showing honest opinions",
        "while we sell the product; name, age and photos until you ask us to remove them",
        ("reviews.ProductReview", "reviews.ReviewPhoto", "reviews.Vote"),
    ),
    Record(
        "Authors and reviewers of our guides: name, photo, biography, qualifications and links",
        f"{INTEREST} saying who wrote and checked a guide",
        "while a guide names them; until they ask us to remove it",
        ("guides.Person",),
    ),
    Record(
        "Comments below guides: stored without a name or address",
        f"{INTEREST} improving our guides",
        "while the guide is online",
        ("guides.Feedback",),
    ),
    Record(
        "Questions below guides: the question, and your email address if you want the answer",
        f"{INTEREST} answering you",
        "the address until the answer is sent, at most half a year; the question with its answer while the "
        "guide is online, or until you ask us to erase it, for which a code made from your address stays",
        ("guides.ReaderQuestion",),
    ),
    Record(
        "Newsletter and free guide: your email address, what you asked for and the words you agreed to",
        "with your consent, which each email lets you withdraw with one click",
        f"until you unsubscribe and {in_words(newsletter.LEFT)} more; "
        f"{in_words(newsletter.UNCONFIRMED)} if you never confirm; "
        f"{in_words(newsletter.GUIDE_ONLY)} if you only took a guide; "
        f"we ask again after {in_words(newsletter.SILENT)} without a sign of you. "
        f"Proof of your consent, under a code made from your address: {in_words(newsletter.EVIDENCE)}",
        ("newsletter.Subscriber", "newsletter.SubscriberTag", "newsletter.Consent"),
    ),
    Record(
        "Emails to customers about products like those they bought, and one after an order that asks for "
        "reviews: we may write unless you refuse at the checkout or in any email (regulation 22(3) of the "
        "Privacy and Electronic Communications Regulations)",
        f"{INTEREST} telling customers what we make",
        f"until you refuse; your answer at a checkout that became no order: "
        f"{in_words(newsletter.UNCONFIRMED)}",
        ("newsletter.BuyerChoice",),
    ),
    Record(
        "Which newsletter was sent to you, and that it didn’t arrive",
        f"{INTEREST} sending no email twice",
        f"{in_words(newsletter.DELIVERIES)}; days on which your mailbox was full: "
        f"{in_words(newsletter.SOFT_BOUNCES)}",
        ("newsletter.Delivery", "newsletter.SoftBounce"),
    ),
    Record(
        "How far you are in a row of emails that follow each other, for example after the free guide",
        f"{INTEREST} sending each of them once, and none after you leave",
        in_words(newsletter.DELIVERIES),
        ("newsletter.AutomationProgress",),
    ),
    Record(
        "Lists of addresses that we bring in, of people who agreed elsewhere (for example on paper)",
        "with your consent",
        f"until the list is read, at most {in_words(newsletter.IMPORTS)}",
        ("newsletter.SubscriberImport",),
    ),
    Record(
        "Your network address beside a consent",
        f"{INTEREST} proving that it was yours",
        in_words(newsletter.NETWORK_ADDRESSES),
        ("newsletter.Consent",),
    ),
    Record(
        "Who must not be written to: a code made from the address, not the address",
        f"{INTEREST} honouring your refusal",
        "for as long as we send newsletters",
        ("newsletter.Suppression",),
    ),
    Record(
        "Requests to see or erase your data",
        LAW,
        in_words(newsletter.REQUESTS),
        ("newsletter.DataRequest",),
    ),
    Record(
        "Copies of the emails we send you, and whether they arrived",
        f"{CONTRACT}, and to prove what was agreed",
        "as listed below",
        ("mail.OutboxEmail", "communication.Email", "communication.Notification"),
    ),
)
