"""`/office/orders/<number>/`: everything about an order on one page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from shop.accounts.models import User
from shop.accounts.requests import SignedInRequest
from shop.backoffice.order_states import state_of, with_holds
from shop.backoffice.orders.page.lines import lines_of
from shop.backoffice.orders.page.parcels import may_be_divided, parcels_of
from shop.backoffice.orders.page.timeline import timeline_of
from shop.backoffice.returns.addresses import return_url
from shop.order import statuses
from shop.order.delivery_dates import delivery_dates
from shop.order.dispatch_holds import CANCELLED, dispatch_hold_reason, is_missing, may_be_lifted
from shop.order.models import Order, OrderNote
from shop.order.replacements import may_be_replaced
from shop.order.vat_summary import vat_by_rate
from shop.partner.vat import percent
from shop.payment import services
from shop.payment.models import Dispute, FraudWarning, Refund
from shop.shipping.zones import NAMES

CANCELLABLE = {statuses.PENDING, statuses.PAID, statuses.REVIEW}


@require_safe
def order_page(request: SignedInRequest, number: str) -> HttpResponse:
    """The lines and the money, the timeline, and what this person may do next."""
    related = ("shipping_address__country", "user", "terms_version", "replaces")
    order = get_object_or_404(
        with_holds(Order.objects.select_related(*related)).prefetch_related("lines"), number=number
    )
    context = {
        "order": order,
        "state": state_of(order),
        "rows": lines_of(order),
        "delivery_rate": percent(order.delivery_vat_rate),
        "discounts": order.discounts.all(),
        "replacements": order.replacements.order_by("pk"),
        "vat_rows": vat_by_rate(order),
        "vat_after": services.vat_after_refunds(order),
        "zone": NAMES.get(order.delivery_zone, order.delivery_zone),
        "dates": delivery_dates(order),
        "events": timeline_of(order, reader=request.user),
        "parcels": parcels_of(order),
        "review_reason": order.notes.filter(note_type=OrderNote.SYSTEM).first(),
    }
    context |= _hold(order, request.user) | _money(order) | _next(order)
    return render(request, "backoffice/orders/order.html", context)


def _hold(order: Order, reader: User) -> dict[str, object]:
    """Why it isn't sent, and what this person may do about that."""
    hold = dispatch_hold_reason(order) if order.status in CANCELLABLE else ""
    return {
        "hold": hold,
        "is_cancelled_hold": hold == CANCELLED,
        "cancellation": _cancellation(order) if hold == CANCELLED else "",
        "is_staff_hold": may_be_lifted(hold) and hold != CANCELLED,
        "is_missing": is_missing(hold),
        "is_my_hold": order.holds.standing().filter(placed_by=reader).exists(),
        "can_send_part": may_be_divided(order, hold),
    }


def _cancellation(order: Order) -> str:
    """The address of the buyer's last cancellation; one from before returns were noted has none."""
    found = order.returns.exclude(notice=None).order_by("pk").last()
    return return_url(found) if found else ""


def _money(order: Order) -> dict[str, object]:
    """What came and went, and what about it needs a decision."""
    payments = order.payment_attempts.filter(state="succeeded")
    return {
        "books": services.balance_of(order),
        "payments": [payment for payment in payments if services.refundable_amount(payment)],
        "disputes": Dispute.objects.filter(attempt__order=order).exclude(status__in=Dispute.HARMLESS),
        "failed": services.refunds_to_look_at().filter(attempt__order=order, state__in=Refund.FELL_THROUGH),
        "warnings": FraudWarning.objects.filter(attempt__order=order, cleared_at=None),
    }


def _next(order: Order) -> dict[str, bool]:
    """What its status lets be done. A contribution that is paid is given back by its refund."""
    is_paid = order.status == statuses.PAID and not order.is_contribution
    is_open = order.status in CANCELLABLE and not order.is_part_sent
    return {
        "can_cancel": is_open and (is_paid or order.status != statuses.PAID),
        "is_part_sent": order.is_part_sent,
        "can_change_address": order.status in CANCELLABLE and order.shipping_address is not None,
        "is_paid": is_paid,
        "is_cancelled": order.status == statuses.CANCELLED,
        "can_replace": may_be_replaced(order),
        "is_sent": order.status == statuses.DISPATCHED,
        "has_left": order.status in statuses.RECEIVED,
        "in_review": order.status == statuses.REVIEW,
    }
