"""`/webhooks/stripe/`: verify an event, store it once, sync; answer 2xx only after the commit."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shop.payment import gateway, services
from shop.payment.models import PaymentAttempt, WebhookEvent


@csrf_exempt  # signed by Stripe instead
@require_POST
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """400 for what Stripe didn't sign, 413 for what is too large, 503 when we couldn't do our part."""
    try:
        body = request.body
    except RequestDataTooBig:
        return HttpResponse(status=413)
    except UnreadablePostError:
        return HttpResponse(status=400)
    if len(body) > gateway.LARGEST_BODY:
        return HttpResponse(status=413)
    try:
        handle_event(gateway.read_event(body, request.headers.get("Stripe-Signature", "")))
    except gateway.BadSignature:
        return HttpResponse(status=400)
    except services.PaymentsUnavailable:
        return HttpResponse(status=503)  # Stripe sends it again
    return HttpResponse(status=200)


def handle_event(notice: gateway.EventNotice) -> None:
    """Fetch the object that an event names from Stripe and apply it; other events are only stored."""
    event = _note(notice)
    if event.processed_at:
        return
    for kind, handle in HANDLERS.items():
        if notice.object_id and notice.type.startswith(kind):
            handle(notice.object_id)
            break
    WebhookEvent.objects.filter(pk=event.pk).update(processed_at=timezone.now())


def _note(notice: gateway.EventNotice) -> WebhookEvent:
    try:
        with transaction.atomic():
            return WebhookEvent.objects.create(
                event_id=notice.id, event_type=notice.type, object_id=notice.object_id
            )
    except IntegrityError:  # delivered before, perhaps without success
        return WebhookEvent.objects.get(event_id=notice.id)


def _sync_intent(intent_id: str) -> PaymentAttempt | None:
    attempt = PaymentAttempt.objects.filter(intent_id=intent_id).first()
    if attempt is None:
        attempt = _claim_by_metadata(intent_id)
    return services.sync_or_cancel(attempt=attempt) if attempt else None


def _claim_by_metadata(intent_id: str) -> PaymentAttempt | None:
    """The event may arrive before Stripe's answer to our own call is stored: the intent names its attempt."""
    intent = _ask(gateway.retrieve_intent, intent_id)
    if intent is None or not intent.attempt_id.isdigit() or intent.site != settings.SHOP_URL:
        return None  # an account may serve several sites
    rows = PaymentAttempt.objects.filter(pk=int(intent.attempt_id), amount_minor=intent.amount)
    rows.filter(intent_id=None).update(intent_id=intent.id)
    return rows.filter(intent_id=intent.id).first()


def _apply_refund(refund_id: str) -> None:
    if refund := _ask(gateway.retrieve_refund, refund_id):
        _apply_refunds([refund])


def _apply_refunds_of_charge(charge_id: str) -> None:
    """A charge was refunded: the event names the charge alone."""
    _apply_refunds(_ask(gateway.list_refunds, charge=charge_id) or [])


def _apply_refunds(refunds: list[gateway.Refund]) -> None:
    for refund in refunds:
        if _sync_payment(refund.intent_id):
            services.apply_refund(refund)


def _apply_dispute(dispute_id: str) -> None:
    if dispute := _ask(gateway.retrieve_dispute, dispute_id):
        _sync_payment(dispute.intent_id)
        services.apply_dispute(dispute)


def _apply_fraud_warning(object_id: str) -> None:
    if suspicion := _ask(gateway.retrieve_suspicion, object_id):
        _sync_payment(suspicion.intent_id)
        services.apply_fraud_warning(suspicion)


def _sync_payment(intent_id: str) -> bool:
    """Sync the payment first: events overtake each other. False where it isn't ours."""
    return bool(intent_id and _sync_intent(intent_id))


def _ask(question: Callable[..., Any], *args: str, **kwargs: str) -> Any:
    """Stripe's answer; None for an unknown object. Raises PaymentsUnavailable without an answer."""
    try:
        return question(*args, **kwargs)
    except gateway.Refused:
        return None
    except gateway.OutcomeUnknown as error:
        raise services.PaymentsUnavailable from error


# By how an event's type begins; the first that fits.
HANDLERS: dict[str, Callable[[str], object]] = {
    "payment_intent.": _sync_intent,
    "refund.": _apply_refund,
    "charge.refund.": _apply_refund,
    "charge.refunded": _apply_refunds_of_charge,
    "charge.dispute.": _apply_dispute,
    "radar.early_fraud_warning.": _apply_fraud_warning,
    "review.": _apply_fraud_warning,
}
