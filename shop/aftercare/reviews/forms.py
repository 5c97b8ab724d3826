"""The review form behind the link in the email."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from shop.aftercare.reviews.services import Written
from shop.catalogue.reviews.forms import BABY_MONTHS_HELP, STARS, photos_field
from shop.catalogue.reviews.models import ProductReview
from shop.fields.visible_text import VisibleTextField


class ReviewForm(forms.Form):
    """Stars and words, if the buyer likes the baby’s age and photos; a guest also gives a name to show."""

    score = forms.ChoiceField(
        label="Your rating",
        choices=STARS,
        error_messages={"required": "Choose how many stars you give."},
    )
    title = VisibleTextField(
        label="Title", max_length=255, error_messages={"required": "Enter a title, such as “Light and soft”."}
    )
    body = forms.CharField(
        label="Your review",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Write a sentence or two."},
    )
    baby_months = forms.IntegerField(
        label="Your baby’s age in months (optional)",
        required=False,
        min_value=0,
        max_value=ProductReview.OLDEST_BABY,
        help_text=BABY_MONTHS_HELP,
        error_messages={"max_value": "Ages up to 60 months can be shown."},
    )
    photos = photos_field()
    name = VisibleTextField(
        label="Name shown with your review",
        max_length=60,
        help_text="A first name is enough.",
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": "Enter a name to show with your review."},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        *,
        has_account: bool,
        stars: str = "",
    ) -> None:
        super().__init__(data, files, initial={"score": stars})
        if has_account:
            del self.fields["name"]

    def written(self) -> Written:
        """What the valid form holds."""
        given = self.cleaned_data
        return Written(
            score=int(given["score"]),
            title=given["title"],
            body=given["body"].strip(),
            name=given.get("name", ""),
            baby_months=given["baby_months"],
            photos=tuple(given["photos"]),
        )

    @property
    def uploads_were_sent(self) -> bool:
        """Whether the buyer must choose the photos again after a mistake: browsers don’t keep them."""
        return bool(self.files)
