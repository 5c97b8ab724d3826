"""`/webhooks/stripe/`: verify, record once, settle; 2xx only after it is committed."""

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
    """Settle what a PaymentIntent's event is about; events we don't know are only noted."""
    event = _note(notice)
    if event.processed_at:
        return
    if notice.type.startswith("payment_intent."):
        _settle_intent(notice)
    WebhookEvent.objects.filter(pk=event.pk).update(processed_at=timezone.now())


def _note(notice: gateway.EventNotice) -> WebhookEvent:
    try:
        with transaction.atomic():
            return WebhookEvent.objects.create(
                event_id=notice.id, event_type=notice.type, object_id=notice.object_id
            )
    except IntegrityError:  # delivered before, perhaps without success
        return WebhookEvent.objects.get(event_id=notice.id)


def _settle_intent(notice: gateway.EventNotice) -> None:
    attempt = PaymentAttempt.objects.filter(intent_id=notice.object_id).first()
    if attempt is None:
        attempt = _claim_by_metadata(notice.object_id)
    if attempt is None:
        return
    services.settle(attempt=attempt)


def _claim_by_metadata(intent_id: str) -> PaymentAttempt | None:
    """The event may arrive before Stripe's answer to our own call is stored: the intent names its attempt."""
    try:
        intent = gateway.retrieve_intent(intent_id)
    except gateway.Refused:
        return None
    except gateway.OutcomeUnknown as error:
        raise services.PaymentsUnavailable from error
    if not intent.attempt_id.isdigit():
        return None
    rows = PaymentAttempt.objects.filter(pk=int(intent.attempt_id), amount_minor=intent.amount)
    rows.filter(intent_id=None).update(intent_id=intent.id)
    return rows.filter(intent_id=intent.id).first()
