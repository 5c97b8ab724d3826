"""Contents of the privacy notice, by kind of data. Tests compare it with tables, rules and emails."""

from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter

from shop.privacy.rules import all_rules


@dataclass(frozen=True)
class Record:
    """One kind of data: what it is, the legal basis, how long it is kept, and its tables.

    `kept` has no period of its own: “{key}” is replaced by that of the retention rule of this key.
    """

    what: str
    why: str
    kept: str
    tables: tuple[str, ...]

    @property
    def rules(self) -> Iterator[str]:
        """The keys of the retention rules that it names."""
        return (key for _, key, _, _ in Formatter().parse(self.kept) if key)

    @property
    def how_long(self) -> str:
        """In words, with the periods that the rules have now."""
        return self.kept.format_map({rule.key: rule.lasts for rule in all_rules()})


CONTRACT = "to carry out our contract with you"
LAW = "because the law requires it"
INTEREST = "because we have a legitimate interest in"
RECORDS = (
    Record(
        "Orders: name, email address, delivery address, what you bought, codes you used, the parcel’s "
        "tracking number and notes we make when you contact us",
        f"{CONTRACT}; the records, {LAW}",
        "{orders-people}",
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
        "notes {customer-notes}, the log {activity}; both end earlier if you have your data erased",
        ("office.CustomerNote", "wagtailcore.ModelLogEntry"),
    ),
    Record(
        "Invoices and credit notes, with your name and address",
        LAW,
        "{orders-people}",
        ("documents.Document",),
    ),
    Record(
        "Messages for gifts, if you write one for the parcel",
        CONTRACT,
        "{gift-messages}",
        ("order.Order",),
    ),
    Record(
        "Cancellation notices, with the reason if you give one",
        LAW,
        "{orders-people}",
        ("order.CancellationNotice",),
    ),
    Record(
        "Returns and claims: what you tell us is wrong, and how it ended",
        LAW,
        "{orders-people}",
        ("order.Return",),
    ),
    Record(
        "A photo of a damaged or faulty item, if you send one",
        CONTRACT,
        "{return-photos}",
        ("order.ReturnPhoto",),
    ),
    Record(
        "A skin reaction that you report: the product, whose skin and how old, what happened, a photo, your "
        "name and email address if you give them",
        f"{LAW} (for data about health: public health, article 9(2)(i))",
        "{reactions}; name and address end earlier if you have your data erased",
        ("safety.AdverseEvent",),
    ),
    Record(
        "If a product is recalled: that your order has it, and how we told you",
        LAW,
        "{recalls}",
        ("recall.RecallNotice", "recall.RecallContact"),
    ),
    Record(
        "Payments, refunds, disputes with your bank and fraud warnings, as Stripe reports them to us",
        f"{CONTRACT}, and {INTEREST} preventing fraud",
        "{orders-people}",
        ("payment.PaymentAttempt", "payment.Refund", "payment.Dispute", "payment.FraudWarning"),
    ),
    Record(
        "Codes made from your network address and session when you pay, so that nobody can block our stock",
        f"{INTEREST} preventing fraud and attacks",
        "{payment-connections}",
        ("payment.PaymentAttempt",),
    ),
    Record(
        "Your account, if you open one: email address, name, password (as a hash), addresses, wish list",
        CONTRACT,
        "until you close it; {accounts-pending} if you never confirm it",
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
        "until you sign out, {browsers} at most",
        ("usersessions.UserSession",),
    ),
    Record(
        "The basket of an account",
        CONTRACT,
        "{baskets-accounts}",
        ("basket.Basket",),
    ),
    Record(
        "The basket of a browser, without an account: its items, no name",
        CONTRACT,
        "{baskets-visitors}",
        ("basket.Basket",),
    ),
    Record(
        "Products you looked at and searched for while signed in",
        f"{INTEREST} showing what is popular",
        "what you looked at {products-seen}, searches {searches}",
        ("analytics.UserProductView", "analytics.UserSearch", "analytics.UserRecord"),
    ),
    Record(
        "What you type at the checkout before you order, a wish list without an account, and your sign-ins",
        CONTRACT,
        "{sessions} after your last visit",
        ("sessions.Session",),
    ),
    Record(
        "Stock alerts: your email address and the product",
        "with your consent, which you may withdraw at any time",
        "until {alerts-done} after we have written to you, or for {alerts} at most",
        ("customer.ProductAlert",),
    ),
    Record(
        "What you order by telephone, until you confirm it: items, name, address, email address, telephone",
        CONTRACT,
        "until you order, or for {baskets-telephone}",
        ("phone_orders.PaymentLink",),
    ),
    Record(
        "A reminder before a bottle runs low, if you ask for it: your email address, the product, how often "
        "you use it and the words you agreed to",
        "with your consent, which you may withdraw at any time",
        "until {reminders-done} after it was sent or stopped, or for {reminders} at most",
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
        "the address until the answer is sent, at most {question-addresses}; the question with its answer "
        "while the guide is online, or until you ask us to erase it, for which a code made from your address "
        "stays",
        ("guides.ReaderQuestion",),
    ),
    Record(
        "Newsletter and free guide: your email address, what you asked for and the words you agreed to",
        "with your consent, which each email lets you withdraw with one click",
        "until you unsubscribe and {news-left} more; {news-unconfirmed} if you never confirm, for which the "
        "link works {news-links}; {news-guide-only} if you only took a guide; we ask again after "
        "{news-silent} without a sign of you, and unsubscribe you if {news-unanswered} pass without an "
        "answer. Proof of your consent, under a code made from your address: {news-evidence}",
        ("newsletter.Subscriber", "newsletter.SubscriberTag", "newsletter.Consent"),
    ),
    Record(
        "Emails to customers about products like those they bought, and one after an order that asks for "
        "reviews: we may write unless you refuse at the checkout or in any email (regulation 22(3) of the "
        "Privacy and Electronic Communications Regulations)",
        f"{INTEREST} telling customers what we make",
        "until you refuse; your answer at a checkout that became no order: {news-choices}",
        ("newsletter.BuyerChoice",),
    ),
    Record(
        "Which newsletter was sent to you, and that it didn’t arrive",
        f"{INTEREST} sending no email twice",
        "{news-deliveries}; days on which your mailbox was full: {news-soft-bounces}",
        ("newsletter.Delivery", "newsletter.SoftBounce"),
    ),
    Record(
        "How far you are in a row of emails that follow each other, for example after the free guide",
        f"{INTEREST} sending each of them once, and none after you leave",
        "{news-automations} after the last of them",
        ("newsletter.AutomationProgress",),
    ),
    Record(
        "Which free guide you opened, by the link in your email, and when for the first time",
        f"{INTEREST} sending you only what fits what you have read",
        "{news-openings}",
        ("newsletter.GuideOpening",),
    ),
    Record(
        "Lists of addresses that we bring in, of people who agreed elsewhere (for example on paper)",
        "with your consent",
        "until the list is read, at most {news-imports}",
        ("newsletter.SubscriberImport",),
    ),
    Record(
        "Your network address beside a consent",
        f"{INTEREST} proving that it was yours",
        "{news-networks}",
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
        "{news-requests}",
        ("newsletter.DataRequest",),
    ),
    Record(
        "Complaints about how we use your data: what you write, your name and email address, our answer",
        LAW,
        "{complaints}",
        ("complaints.DataComplaint",),
    ),
    Record(
        "Copies of the emails we send you, and whether they arrived",
        f"{CONTRACT}, and to prove what was agreed",
        "as listed below",
        ("mail.OutboxEmail", "communication.Email", "communication.Notification"),
    ),
)
