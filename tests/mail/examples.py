"""One email of each kind, with the rows it is about."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.core import mail
from django.utils import timezone
from oscar.core.loading import get_model

from guides.models import GuidePage, ReaderQuestion
from guides.newsletter.models import DataRequest, FreeGuide, Permission, SignUp, Subscriber
from guides.newsletter.statements import SOFT
from shop.accounts.models import User
from shop.accounts.sealing import seal
from shop.aftercare.models import LowReminder
from shop.catalogue.models import Product
from shop.complaints.models import DataComplaint
from shop.mail import outbox
from shop.mail.compose import Content
from shop.mail.kinds import all_kinds
from shop.mail.models import OutboxEmail
from shop.order import statuses
from shop.order.models import Order
from shop.order.terms import current_terms
from shop.payment.models import PaymentAttempt, Refund
from shop.phone_orders.models import PaymentLink
from shop.recall.models import Recall, RecallNotice
from tests.support import pages
from tests.support.factories import a_basket, a_product
from tests.support.purchases import HOME
from tests.support.recalls import TEXTS as RECALL

TO = "wilma@example.com"
NOTICE = {"subject": "Something to look at", "text": "Please look."}


def kind_names() -> list[str]:
    """Every kind that any app registers."""
    return [kind.name for kind in all_kinds()]


def queue(kind: str) -> OutboxEmail:
    """Queue one email of a kind, as its app does."""
    if kind in WRITTEN:
        return WRITTEN[kind]()
    return outbox.queue(kind, to=TO, args=ARGS[kind]())


def an_order() -> dict[str, Any]:
    order, _ = Order.objects.get_or_create(
        number="PS-2222-2222",
        defaults={
            "guest_email": TO,
            "currency": "GBP",
            "total_incl_tax": "18.45",
            "total_excl_tax": "15.37",
            "shipping_method": "Royal Mail Tracked 48",
            "terms_version": current_terms(),
            "date_placed": timezone.now(),
            "dispatched_at": timezone.now(),
        },
    )
    return {"order_id": order.pk}


def a_contribution() -> dict[str, Any]:
    fields = {"guest_email": TO, "currency": "GBP", "total_incl_tax": "5.00", "total_excl_tax": "5.00"}
    fields |= {"kind": "contribution", "status": statuses.PAID}
    order, _ = Order.objects.get_or_create(number="PS-5555-5555", defaults=fields)
    return {"order_id": order.pk}


def a_replacement() -> dict[str, Any]:
    first = Order.objects.get(pk=an_order()["order_id"])
    fields = {"guest_email": TO, "currency": "GBP", "total_incl_tax": 0, "total_excl_tax": 0}
    fields |= {"shipping_method": "Royal Mail Tracked 48"}
    fields |= {"kind": "replacement", "free_reason": "lost", "replaces": first, "status": statuses.PAID}
    order, _ = Order.objects.get_or_create(number="PS-4444-4444", defaults=fields)
    return {"order_id": order.pk}


def a_payment_link() -> dict[str, Any]:
    product = Product.objects.filter(stockrecords__isnull=False).first() or a_product()
    fields = {"email": TO, "state": "sent", "expires_at": timezone.now() + timedelta(hours=24)}
    fields |= {"details": asdict(HOME)}  # without an address the page can't say what delivery costs
    return {"link_id": PaymentLink.objects.create(basket=a_basket(product), total_minor=1845, **fields).pk}


def an_unpaid_order() -> dict[str, Any]:
    pending = {"guest_email": TO, "currency": "GBP", "total_incl_tax": "9", "total_excl_tax": "9"}
    order, _ = Order.objects.get_or_create(
        number="PS-3333-3333", defaults=pending | {"status": statuses.PENDING}
    )
    if order.shipping_address is None:  # the payment page fills it in
        order.shipping_address = HOME.shipping_address()
        order.shipping_address.save()
        order.save(update_fields=["shipping_address"])
    kept = {"amount_minor": 900, "expires_at": timezone.now() + timedelta(minutes=30)}
    PaymentAttempt.objects.get_or_create(order=order, defaults=kept)
    return {"order_id": order.pk}


def a_parcel_taken_back() -> dict[str, Any]:
    order = Order.objects.get(pk=a_replacement()["order_id"])
    now = timezone.now()
    return {"order_id": order.pk, "key": order.parcels.create(sent_at=now, taken_back_at=now).pk}


def a_notice() -> dict[str, Any]:
    order = Order.objects.get(pk=a_sent_order()["order_id"])
    notice = order.cancellations.create(items="1 × Oil")
    notice.lines.create(line=order.lines.get(), quantity=1)
    return {"order_id": order.pk, "key": notice.pk}


def an_item_return() -> dict[str, Any]:
    order = Order.objects.get(pk=an_order()["order_id"])
    row = order.returns.create(
        kind="claim", reason="faulty", words="The pump leaks", told_on=timezone.localdate()
    )
    return {"order_id": order.pk, "key": row.pk}


def a_refund() -> dict[str, Any]:
    order_id = an_order()["order_id"]
    attempt, _ = PaymentAttempt.objects.get_or_create(
        order_id=order_id,
        defaults={"number": 1, "amount_minor": 1845, "state": "succeeded", "expires_at": timezone.now()},
    )
    return {"order_id": order_id, "key": Refund.objects.create(attempt=attempt, amount_minor=400).pk}


def a_person() -> dict[str, Any]:
    user, _ = User.objects.get_or_create(email=TO, defaults={"email_confirmed_at": timezone.now()})
    return {"user_id": user.pk}


def a_question() -> dict[str, Any]:
    fields = {"question": "How warm?", "answer": "As your hand.", "answered_by": pages.a_person()}
    guide = GuidePage.objects.first() or pages.a_guide("legs")
    return {"question_id": ReaderQuestion.objects.create(guide=guide, state="shown", **fields).pk}


def an_alert(status: str) -> dict[str, Any]:
    alerts = get_model("customer", "ProductAlert").objects
    product = Product.objects.first() or a_product()
    return {"alert_id": alerts.create(product=product, email=TO, status=status).pk}


def a_subscriber() -> Subscriber:
    person, _ = Subscriber.objects.get_or_create(email=TO, defaults={"state": Subscriber.CONFIRMED})
    return person


def a_free_guide() -> dict[str, Any]:
    step = {"heading": "Begin", "text": "<p>Plain and warm.</p>"}
    given = {"title": "Ten steps", "intro": "Hello.", "steps": [("step", step)]}
    FreeGuide.objects.get_or_create(slug="ten-steps", defaults=given)
    return {"subscriber_id": a_subscriber().pk, "slug": "ten-steps"}


def a_sent_order() -> dict[str, Any]:
    """An order whose buyer may be asked for a review."""
    order = Order.objects.get(pk=an_order()["order_id"])
    prices = ["line_price_incl_tax", "line_price_excl_tax"]
    prices += [f"line_price_before_discounts_{kind}_tax" for kind in ["incl", "excl"]]
    product = Product.objects.first() or a_product()
    if not order.lines.exists():
        order.lines.create(
            product=product, title="Oil", quantity=1, num_allocated=0, **dict.fromkeys(prices, 1)
        )
    Permission.objects.get_or_create(subscriber=a_subscriber(), purpose=SOFT, scope="")
    return {"order_id": order.pk}


def a_reminder() -> dict[str, Any]:
    product = Product.objects.first() or a_product()
    asked = {"email": TO, "times_a_week": 3, "lasts_days": 46, "wording": "Email me once.", "page": "order"}
    row, _ = LowReminder.objects.get_or_create(
        order_id=an_order()["order_id"],
        product=product,
        defaults=asked | {"wording_version": 1, "asked_at": timezone.now()},
    )
    return {"reminder_id": row.pk}


def a_recall() -> Recall:
    return Recall.objects.get_or_create(slug="oil", defaults=RECALL)[0]


def a_recall_notice() -> dict[str, Any]:
    told = {"is_certain": True, "items": "1 × Oil", "pieces": 1}
    row, _ = RecallNotice.objects.get_or_create(recall=a_recall(), defaults=told, **an_order())
    return {"notice_id": row.pk}


def a_complaint() -> dict[str, Any]:
    given = {"source": "form", "received_on": timezone.localdate(), "words": "You wrote to my mother."}
    return {"complaint_id": DataComplaint.objects.create(email=TO, **given).pk}


def a_change_of_address() -> dict[str, Any]:
    return a_person() | {"old": TO, "new": "new@example.com", "asked_at": timezone.now().isoformat()}


ARGS: dict[str, Callable[[], dict[str, Any]]] = {
    "accounts.code": lambda: {"sealed": seal("123-456-789"), "again": False},
    "accounts.no_account": dict,
    "accounts.security_notice": lambda: a_person() | {"change": "webauthn_added"},
    "aftercare.review_request": a_sent_order,
    "aftercare.running_low": a_reminder,
    "catalogue.incomplete": lambda: NOTICE,
    "partner.planned_price_left": lambda: NOTICE,
    "partner.stock_differs": lambda: NOTICE,
    "claims.approved_draft": lambda: NOTICE,
    "claims.unscheduled": lambda: NOTICE,
    "complaints.received": a_complaint,
    "customer.account_exists": a_person,
    "customer.alert_confirm": lambda: an_alert("Unconfirmed"),
    "customer.back_in_stock": lambda: an_alert("Closed"),
    "customer.confirm_email": lambda: a_person() | {"email": TO},
    "customer.email_change_asked": a_change_of_address,
    "customer.email_changed": a_change_of_address,
    "customer.password_changed": a_person,
    "customer.password_reset": a_person,
    "feedback.question_answered": a_question,
    "desk.reviews_due": lambda: NOTICE,
    "monitoring.began": lambda: NOTICE,
    "monitoring.over": lambda: NOTICE,
    "newsletter.confirmation": lambda: {"sign_up_id": SignUp.objects.create(subscriber=a_subscriber()).pk},
    "newsletter.data_link": lambda: {"request_id": DataRequest.objects.create(email=TO).pk},
    "newsletter.guide": a_free_guide,
    "newsletter.held_back": lambda: NOTICE,
    "newsletter.still_there": lambda: {"subscriber_id": a_subscriber().pk},
    "office.invitation": a_person,
    "order.address": an_order,
    "order.cancellation": a_notice,
    "order.cancelled": a_replacement,
    "order.claim": an_item_return,
    "order.return_arrived": an_item_return,
    "order.return_closed": an_item_return,
    "order.confirmation": an_order,
    "order.contribution": a_contribution,
    "order.dispatched": an_order,
    "order.link": an_order,
    "order.no_charge": an_order,
    "order.not_sent": a_parcel_taken_back,
    "order.replacement": a_replacement,
    "order.unpaid": an_unpaid_order,
    "order.refund": a_refund,
    "order.refund_failed": a_refund,
    "phone_orders.link": a_payment_link,
    "recall.notice": a_recall_notice,
    "recall.test": lambda: NOTICE,
    "safety.reported": lambda: NOTICE,
    "safety.serious": lambda: NOTICE,
}


def by_django() -> OutboxEmail:
    """What Wagtail or Oscar send by Django's own functions, through the mailer of production."""
    from shop.mail.backend import OutboxBackend

    OutboxBackend().send_messages([mail.EmailMessage("Changes requested", "Please look.", to=[TO])])
    return OutboxEmail.objects.latest("pk")


WRITTEN: dict[str, Callable[[], OutboxEmail]] = {
    "newsletter.test": lambda: outbox.queue_written(
        "newsletter.test", to=TO, content=Content("[Test] Hello", "Hello", "<p>Hello</p>")
    ),
    "other": by_django,
}
