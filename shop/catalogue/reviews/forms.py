"""The form for writing a review. Oscar’s form for votes is unchanged."""

from collections.abc import Sequence
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from oscar.apps.catalogue.reviews import forms as oscar_forms
from oscar.apps.catalogue.reviews.forms import SortReviewsForm, VoteForm

from shop.catalogue.reviews.models import ProductReview, ReviewPhoto
from shop.fields.email import EmailFormField
from shop.fields.picture_upload import PictureUpload
from shop.fields.several_files import SeveralFiles

__all__ = ["ProductReviewForm", "SortReviewsForm", "VoteForm"]

STARS = [(5, "Very good"), (4, "Good"), (3, "All right"), (2, "Poor"), (1, "Very poor")]
BABY_MONTHS_HELP = "When you used it. Shown with your review."
TOO_MANY = f"Please choose at most {ReviewPhoto.MOST} photos."


class Photos(PictureUpload):
    """Up to three pictures, each checked like every other upload."""

    widget = SeveralFiles

    def clean(self, data: Sequence[UploadedFile] | None, initial: object = None) -> list[UploadedFile]:
        """Called by the form; raises ValidationError."""
        files = [file for file in data or () if file]
        if len(files) > ReviewPhoto.MOST:
            raise ValidationError(TOO_MANY, code="too_many")
        return [super(Photos, self).clean(file, initial) for file in files]


def photos_field() -> Photos:
    """For every form in which a review is written."""
    return Photos(
        label="Photos (optional)",
        required=False,
        help_text=f"Up to {ReviewPhoto.MOST}. We look at them before they appear. Please show nobody’s face.",
    )


class ProductReviewForm(oscar_forms.ProductReviewForm):
    """Stars, words and, if the author likes, the baby’s age and photos."""

    email = EmailFormField(label="Email address", required=False)
    score = forms.TypedChoiceField(label="Your rating", choices=STARS, coerce=int)
    photos = photos_field()

    class Meta(oscar_forms.ProductReviewForm.Meta):
        model = ProductReview
        fields = ("score", "title", "body", "baby_months", "photos", "name", "email")
        labels: ClassVar = {"title": "Title", "body": "Your review"}
        help_texts: ClassVar = {"baby_months": BABY_MONTHS_HELP}

    @property
    def uploads(self) -> list[UploadedFile]:
        """The checked photos of a valid form."""
        return list(self.cleaned_data["photos"])

    @property
    def uploads_were_sent(self) -> bool:
        """Whether the author must choose the photos again after a mistake: browsers don’t keep them."""
        return bool(self.files)
