"""The retention rules of the shop, and the function that applies those of all apps each night.

Other apps register their own, such as `guides/newsletter/consent/retention.py` and `shop/mail/retention.py`.
"""

from shop.privacy import due_rows, forgetting, periods
from shop.privacy.periods import in_words
from shop.privacy.rules import Rule, all_rules, carry_out

RULES = (
    Rule(
        "browsers",
        "browsers that are no longer signed in",
        in_words(periods.SESSION),
        due_rows.ended_sessions,
    ),
    Rule(
        "sessions", "sessions: what a visitor typed and did", in_words(periods.SESSION), due_rows.old_sessions
    ),
    Rule(
        "accounts-pending",
        "accounts never confirmed",
        in_words(periods.PENDING_ACCOUNT),
        due_rows.pending_accounts,
    ),
    Rule("alerts", "stock alerts", in_words(periods.STOCK_ALERT), due_rows.waiting_alerts),
    Rule(
        "alerts-done", "stock alerts that are done", in_words(periods.STOCK_ALERT_DONE), due_rows.done_alerts
    ),
    Rule(
        "reminders-done", "reminders that are done", in_words(periods.REMINDER_DONE), due_rows.done_reminders
    ),
    Rule("reminders", "reminders that wait", in_words(periods.REMINDER_WAITING), due_rows.waiting_reminders),
    Rule(
        "baskets-accounts",
        "baskets of accounts",
        in_words(periods.ACCOUNT_BASKET),
        due_rows.account_baskets,
        since="after the last change",
    ),
    Rule(
        "baskets-visitors", "baskets of visitors", in_words(periods.VISITOR_BASKET), due_rows.visitor_baskets
    ),
    Rule(
        "baskets-telephone",
        "baskets filled on the telephone, not confirmed",
        in_words(periods.PAYMENT_LINK),
        due_rows.payment_links,
    ),
    Rule(
        "payment-connections",
        "codes of connections at payments",
        in_words(periods.CONNECTION_CODES),
        due_rows.connection_codes,
        lambda rows: rows.update(address_hash="", session_hash=""),
    ),
    Rule("customer-notes", "notes about customers", in_words(periods.CUSTOMER_NOTE), due_rows.customer_notes),
    Rule(
        "orders-people",
        "people, reasons and addresses in orders, returns, payments and invoices",
        in_words(periods.ORDER),
        due_rows.old_orders,
        forgetting.anonymise,
        "after the end of the tax year",
    ),
    Rule(
        "gift-messages",
        "messages for gifts",
        in_words(periods.GIFT_MESSAGE),
        due_rows.gift_messages,
        lambda rows: rows.update(gift_message=""),
        "after the parcel was sent",
    ),
    Rule(
        "activity",
        "entries of the log of what staff change",
        in_words(periods.ACTIVITY),
        due_rows.old_entries,
        forgetting.forget_entries,
    ),
    Rule(
        "return-photos",
        "photos of returns",
        in_words(periods.RETURN_PHOTO),
        due_rows.return_photos,
        since="after the return is settled",
    ),
    Rule(
        "reactions",
        "reports of skin reactions",
        in_words(periods.REACTION),
        due_rows.reactions,
        forgetting.forget_reactions,
    ),
    Rule(
        "recalls",
        "who was told of a recall, and how",
        in_words(periods.RECALL),
        due_rows.recall_notices,
        forgetting.forget_recall_notices,
        "after the recall is closed",
    ),
    Rule(
        "complaints",
        "complaints about personal data",
        in_words(periods.COMPLAINT),
        due_rows.complaints,
        since="after the answer",
    ),
    Rule(
        "products-seen",
        "products seen",
        in_words(periods.SHOPPING_HISTORY),
        due_rows.history("analytics.UserProductView"),
    ),
    Rule(
        "searches", "searches", in_words(periods.SHOPPING_HISTORY), due_rows.history("analytics.UserSearch")
    ),
)


def purge(*, dry_run: bool = False) -> list[tuple[Rule, int]]:
    """Apply every rule of every app, or only count; returns rules with numbers of rows."""
    return carry_out(all_rules(), dry_run=dry_run)
