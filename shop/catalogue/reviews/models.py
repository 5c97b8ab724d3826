"""Reviews: Oscar’s, with a mark for demo reviews, the shop’s answer and a log of decisions."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.reviews.abstract_models import AbstractProductReview
from oscar.apps.catalogue.reviews.managers import ProductReviewQuerySet

from shop.catalogue.reviews.photo_files import SMALL_SIDES, small_name
from shop.fields.email import EmailColumn
from shop.integrity.append_only import AppendOnly
from shop.integrity.immutable_rows import ImmutableColumns, ImmutableColumnsQuerySet


class ReviewRows(ImmutableColumnsQuerySet, ProductReviewQuerySet):
    """Reviews; their words and stars can’t be changed in bulk either."""


class ProductReview(AbstractProductReview, ImmutableColumns):
    """A review; demo reviews are marked wherever they are shown (DMCC Act 2024, schedule 20).

    Staff publish it, refuse it or answer it, and never rewrite it.
    """

    immutable = frozenset({"product", "score", "title", "body"})
    OLDEST_BABY = 60  # months

    email = EmailColumn(_("Email"), blank=True)
    is_demo = models.BooleanField(default=False)
    baby_months = models.PositiveSmallIntegerField(
        "Your baby’s age in months (optional)",
        null=True,
        blank=True,
        validators=[MaxValueValidator(OLDEST_BABY, "Ages up to 60 months can be shown.")],
    )
    reply = models.TextField(blank=True, help_text="The shop’s answer, shown below the review.")
    replied_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewRows.as_manager()

    class Meta(AbstractProductReview.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"“{self.title}”, {self.score} out of 5"

    def get_absolute_url(self) -> str:
        """The reviews on the product’s page. Oscar’s address contains a primary key."""
        return f"{self.product.get_absolute_url()}#reviews" if self.product else reverse("catalogue:index")


class ReviewDecision(AppendOnly):
    """A decision about a review: when, by whom and why. The stars remain after the review is deleted."""

    class Decision(models.TextChoices):
        PUBLISHED = "published", "Published"
        REFUSED = "refused", "Refused"
        ANSWERED = "answered", "Answered"
        PHOTO_SHOWN = "photo-on", "Photo shown"
        PHOTO_REMOVED = "photo-off", "Photo removed"

    class Reason(models.TextChoices):
        ABUSE = "abuse", "Abuse"
        ADVERT = "advert", "Advert"
        OFF_TOPIC = "off-topic", "Not about the product"
        PERSONAL = "personal", "Personal data"
        MEDICAL = "medical", "Medical claim"
        FAKE = "fake", "Not a real customer"

    review = models.ForeignKey(ProductReview, models.SET_NULL, null=True, related_name="decisions")
    score = models.SmallIntegerField()
    decision = models.CharField(max_length=10, choices=Decision)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "reviews"
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}: {self.review}"


class ReviewPhoto(models.Model):
    """A photo by the review’s author; nobody but staff sees it before they show it.

    `large` is what `photo_files` made of the upload: no original, no metadata.
    """

    MOST = 3  # in one review

    review = models.ForeignKey(ProductReview, models.CASCADE, related_name="photos")
    large = models.ImageField(upload_to="reviews/", max_length=120)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    is_shown = models.BooleanField(default=False)

    class Meta:
        app_label = "reviews"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"Photo {self.pk} of {self.review}"

    @property
    def small_urls(self) -> list[tuple[str, int]]:
        """The addresses of the square small files with their pixel densities."""
        storage = self.large.storage
        return [
            (storage.url(small_name(self.large.name, side)), density)
            for density, side in enumerate(SMALL_SIDES, start=1)
        ]


from oscar.apps.catalogue.reviews.models import *  # noqa: E402, F403
