"""The review form behind the link in the email."""

from django import forms
from django.http import QueryDict

from shop.aftercare.reviews.services import Written
from shop.fields.visible_text import VisibleTextField

STARS = [(str(score), f"{score} out of 5") for score in range(5, 0, -1)]


class ReviewForm(forms.Form):
    """Stars and words; a guest also gives a name to be shown."""

    score = forms.ChoiceField(
        label="Your rating out of 5",
        choices=STARS,
        widget=forms.RadioSelect,
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
    name = VisibleTextField(
        label="Name shown with your review",
        max_length=60,
        help_text="A first name is enough.",
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": "Enter a name to show with your review."},
    )

    def __init__(self, data: QueryDict | None = None, *, has_account: bool, stars: str = "") -> None:
        super().__init__(data, initial={"score": stars})
        if has_account:
            del self.fields["name"]

    def written(self) -> Written:
        """What the valid form holds."""
        given = self.cleaned_data
        name = given.get("name", "")
        return Written(int(given["score"]), given["title"], given["body"].strip(), name)
