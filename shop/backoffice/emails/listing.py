"""`/office/emails/`: every email but newsletters, with one search, filters and files."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar, Final

from django.db.models import QuerySet
from django.urls import reverse

from shop.backoffice.columns import CardTitleColumn, LabelColumn
from shop.backoffice.emails.filters import TO_DECIDE, EmailFilter
from shop.backoffice.emails.visible import ORDERS, emails_for, order_key, search
from shop.backoffice.listing import OfficeList
from shop.london import london
from shop.mail import outbox
from shop.mail.kinds import label_of
from shop.mail.models import OutboxEmail
from shop.order.models import Order

NAMESPACE: Final = "office_emails"
MINUTE: Final = "%d/%m/%Y %H:%M"


def email_url(email: OutboxEmail) -> str:
    """Its page."""
    return reverse(f"{NAMESPACE}:email", args=[email.pk])


def to_decide_url() -> str:
    """The list of those that need a decision."""
    return f"{reverse(f'{NAMESPACE}:index')}?state={TO_DECIDE}"


def _kind(email: OutboxEmail) -> str:
    return f"{label_of(email.kind)} (again)" if email.resent_from_id else label_of(email.kind)


def _sent(email: OutboxEmail) -> str:
    return london(email.sent_at, MINUTE) if email.sent_at else "–"


def _state(email: OutboxEmail) -> str:
    """“Not sent: 550 no such user”."""
    settled = ", settled" if email.seen_at else ""
    problem = f": {email.last_error}" if email.last_error and email.state != OutboxEmail.State.SENT else ""
    return f"{email.get_state_display()}{settled}{problem}"


def _name_orders(emails: Iterable[OutboxEmail]) -> None:
    """Give each email about an order the order's number, in one query."""
    keys = {email: key for email in emails if (key := order_key(email)) is not None}
    numbers = dict(Order.objects.filter(pk__in=keys.values()).values_list("pk", "number"))
    for email, key in keys.items():
        if key in numbers:
            email.__dict__["number"] = numbers[key]


class EmailsView(OfficeList[OutboxEmail]):
    """The list, the newest first."""

    model = OutboxEmail
    header_icon = "mail"
    page_title = "Emails"
    index_url_name = f"{NAMESPACE}:index"
    index_results_url_name = f"{NAMESPACE}:index_results"
    filterset_class = EmailFilter
    default_ordering = ("-created_at", "-pk")
    template_name = "backoffice/emails/list.html"
    results_template_name = "backoffice/emails/results.html"
    columns = (
        CardTitleColumn("kind", accessor=_kind, label="Email", get_url=email_url),
        LabelColumn("recipient", accessor=lambda email: email.recipient or "nobody", label="To"),
        LabelColumn("order", accessor=lambda email: email.__dict__.get("number", "–"), label="Order"),
        LabelColumn("queued", accessor=lambda email: london(email.created_at, MINUTE), label="Queued"),
        LabelColumn("sent", accessor=_sent, label="Sent"),
        LabelColumn("state", accessor=_state, label="State"),
    )
    export_filename = "emails"
    export_headings: ClassVar = {
        "kind": "Email",
        "recipient": "To",
        "order": "Order",
        "subject": "Subject",
        "queued": "Queued",
        "sent": "Sent",
        "state": "State",
        "problem": "Problem",
    }
    list_export = tuple(export_headings)

    def get_base_queryset(self) -> QuerySet[OutboxEmail]:
        """Those that this person may see, without their texts."""
        return emails_for(self.request.user).defer("text", "html", "headers")

    def search_in(self, rows: QuerySet[OutboxEmail], text: str) -> QuerySet[OutboxEmail]:
        """Every word must hit."""
        return search(rows, text)

    def get_context_data(self, *args: object, **kwargs: object) -> dict[str, Any]:
        """With how many need a decision, and how many wait for another attempt."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        _name_orders(context["object_list"])
        mine = emails_for(self.request.user).values("pk")
        context["to_decide"] = outbox.needing_staff().filter(pk__in=mine).count()
        context["to_decide_url"] = to_decide_url()
        context["delayed"] = outbox.delayed().filter(pk__in=mine).count()
        return context

    @cached_property
    def _numbers(self) -> dict[str, str]:
        """The numbers of all orders by reference, read once for a file."""
        return {f"{ORDERS}{pk}": number for pk, number in Order.objects.values_list("pk", "number")}

    def to_row_dict(self, item: OutboxEmail) -> dict[str, object]:
        """A row of the file."""
        return {
            "kind": _kind(item),
            "recipient": item.recipient,
            "order": self._numbers.get(item.reference, ""),
            "subject": item.subject,
            "queued": item.created_at,
            "sent": item.sent_at,
            "state": item.get_state_display(),
            "problem": item.last_error,
        }
