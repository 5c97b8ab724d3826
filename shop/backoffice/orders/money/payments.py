"""`/office/orders/payments/`: payments to check, and the button that clears a fraud warning."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.orders.addresses import order_url
from shop.order import statuses
from shop.order.models import Order, OrderNote
from shop.payment import services
from shop.payment.models import Comparison, Dispute, FraudWarning, PaymentAttempt


@require_safe
def payments(request: HttpRequest) -> HttpResponse:
    """Disputes, warnings and refunds that need attention, the nearest deadline first."""
    late = timezone.now() - services.LATE_PROCESSING
    processing = PaymentAttempt.objects.filter(state="processing").select_related("order")
    by_shop = OrderNote.objects.filter(note_type=OrderNote.SYSTEM)
    reasons = Prefetch("notes", by_shop, to_attr="reasons")
    context = {
        "disputes": Dispute.objects.exclude(status__in=Dispute.DECIDED)
        .select_related("attempt__order")
        .order_by("due_by"),
        "warnings": FraudWarning.objects.filter(cleared_at=None).select_related("attempt__order"),
        "reviews": Order.objects.filter(status=statuses.REVIEW).prefetch_related(reasons),
        "waiting": processing.filter(created_at__lt=late),
        "refunds": services.refunds_to_look_at(),
        "comparison": Comparison.objects.first(),
    }
    return render(request, "backoffice/orders/money/payments.html", context)


@require_POST
def clear(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<warning>/clear/`: clear a fraud warning, which releases the order."""
    warning = get_object_or_404(FraudWarning.objects.select_related("attempt__order"), pk=pk)
    services.clear_warning(warning=warning, by=request.user)
    messages.success(request, "The warning is cleared.")
    return redirect(order_url(warning.attempt.order))
