"""What staff may do with a review: publish it, refuse it for a reason, answer it. Each is written down."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from shop.catalogue.reviews.models import ProductReview, ReviewDecision
from shop.public_text import Remark, remarks_on

Decision = ReviewDecision.Decision


def findings(review: Any) -> list[Remark]:
    """What the claims check has to say of its words; a published review counts as ours."""
    return remarks_on(f"{review.title}. {review.body}")


@transaction.atomic
def publish(*, review: Any, by: Any) -> None:
    """Show it. Raises ValidationError where its words may not stand on our pages, whoever wrote them."""
    review = _locked(review)
    if forbidden := [found for found in findings(review) if found.is_forbidden]:
        words = "; ".join(f"“{', '.join(found.words)}”: {found.why}" for found in forbidden)
        raise ValidationError(f"It can’t be published. {words}")
    _decide(review, ProductReview.APPROVED, Decision.PUBLISHED, by)


@transaction.atomic
def refuse(*, review: Any, reason: str, by: Any, note: str = "") -> None:
    """Keep it from our pages. Raises ValidationError without one of the reasons; few stars are none."""
    if reason not in ReviewDecision.Reason.values:
        raise ValidationError("Choose the reason why it isn’t published.")
    _decide(_locked(review), ProductReview.REJECTED, Decision.REFUSED, by, reason=reason, note=note)


@transaction.atomic
def reply(*, review: Any, text: str, by: Any) -> None:
    """Put the shop's answer below it, or take it away with an empty text. Raises ValidationError."""
    if found := [remark for remark in remarks_on(text) if remark.is_forbidden]:
        raise ValidationError(f"The answer says what we may not say: {found[0].why}")
    review = _locked(review)
    review.reply, review.replied_at = text.strip(), timezone.now()
    review.save()
    _log(review, Decision.ANSWERED, by, note=review.reply)


def _locked(review: Any) -> Any:
    return ProductReview.objects.select_for_update().get(pk=review.pk)


def _decide(review: Any, status: int, decision: str, by: Any, **why: str) -> None:
    review.status = status
    review.save()
    _log(review, decision, by, **why)


def _log(review: Any, decision: str, by: Any, **why: str) -> None:
    ReviewDecision.objects.create(review=review, score=review.score, decision=decision, by=by, **why)
