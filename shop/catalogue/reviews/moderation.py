"""Moderation: staff publish a review, refuse it for a reason or answer it, and show or remove its photos.

Each decision is logged.
"""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from shop.catalogue.reviews.models import ProductReview, ReviewDecision, ReviewPhoto
from shop.catalogue.reviews.writing import remove_photos
from shop.public_text import Remark, remarks_on, remarks_on_each

Decision = ReviewDecision.Decision
Author = AbstractBaseUser | None  # of a decision; None is the shop itself


class AlreadyDecided(Exception):
    """The review isn’t as it was shown: a colleague was faster. `decision` is theirs, if it is known."""

    def __init__(self, decision: ReviewDecision | None) -> None:
        super().__init__("decided meanwhile")
        self.decision = decision


def findings(review: ProductReview) -> list[Remark]:
    """The claims check’s remarks on a review; a published review counts as our own claim."""
    return findings_of([review])[0]


def findings_of(reviews: Iterable[ProductReview]) -> list[list[Remark]]:
    """The same for each of several."""
    return remarks_on_each([f"{review.title}. {review.body}" for review in reviews])


@transaction.atomic
def publish(*, review: ProductReview, by: Author, seen: int | None = None) -> None:
    """Publish a review. Raises ValidationError for words that our pages may not contain.

    `seen` is the status that the page showed; raises AlreadyDecided where it is another one by now.
    """
    review = _locked(review, seen)
    if forbidden := [found for found in findings(review) if found.is_forbidden]:
        words = "; ".join(f"“{', '.join(found.words)}”: {found.why}" for found in forbidden)
        raise ValidationError(f"It can’t be published. {words}")
    _decide(review, ProductReview.APPROVED, Decision.PUBLISHED, by)


@transaction.atomic
def refuse(
    *, review: ProductReview, reason: str, by: Author, note: str = "", seen: int | None = None
) -> None:
    """Refuse a review. Raises ValidationError without one of the reasons; few stars are no reason.

    `seen` and AlreadyDecided: as for `publish`.
    """
    if reason not in ReviewDecision.Reason.values:
        raise ValidationError("Choose the reason why it isn’t published.")
    review = _locked(review, seen)
    remove_photos(photos=review.photos.all())
    _decide(review, ProductReview.REJECTED, Decision.REFUSED, by, reason=reason, note=note)


@transaction.atomic
def reply(*, review: ProductReview, text: str, by: Author) -> None:
    """Set the shop’s answer below a review; an empty text removes it. Raises ValidationError."""
    if found := [remark for remark in remarks_on(text) if remark.is_forbidden]:
        raise ValidationError(f"The answer says what we may not say: {found[0].why}")
    review = _locked(review)
    if review.reply == text.strip():
        return
    review.reply, review.replied_at = text.strip(), timezone.now()
    review.save()
    _log(review, Decision.ANSWERED, by, note=review.reply)


@transaction.atomic
def show_photo(*, photo: ReviewPhoto, by: Author) -> None:
    """Show a photo beside its review, once that is published."""
    photo.is_shown = True
    photo.save(update_fields=["is_shown"])
    _log(photo.review, Decision.PHOTO_SHOWN, by)


@transaction.atomic
def remove_photo(*, photo: ReviewPhoto, by: Author) -> None:
    """Delete a photo with its files; the review stays."""
    remove_photos(photos=[photo])
    _log(photo.review, Decision.PHOTO_REMOVED, by)


def _locked(review: ProductReview, seen: int | None = None) -> ProductReview:
    now = ProductReview.objects.select_for_update().get(pk=review.pk)
    if seen is not None and now.status != seen:
        about = (Decision.PUBLISHED, Decision.REFUSED)
        raise AlreadyDecided(now.decisions.filter(decision__in=about).select_related("by").first())
    return now


def _decide(review: ProductReview, status: int, decision: str, by: Author, **why: str) -> None:
    review.status = status
    review.save()
    _log(review, decision, by, **why)


def _log(review: ProductReview, decision: str, by: Author, **why: str) -> None:
    row = ReviewDecision(review=review, score=review.score, decision=decision, **why)
    row.by_id = by.pk if by else None
    row.save()
