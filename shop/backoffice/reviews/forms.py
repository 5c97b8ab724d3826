"""Forms of a review's page. None of them has a field of the review itself."""

from django import forms

from shop.catalogue.reviews.models import ReviewDecision
from shop.fields.names_missing import NamesMissing


class SeenForm(NamesMissing, forms.Form):
    """The state that the page showed: a decision about another one is none."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class RefuseForm(SeenForm):
    """Why a review isn't published."""

    reason = forms.ChoiceField(
        label="Reason",
        choices=[("", "Choose …"), *ReviewDecision.Reason.choices],
        error_messages={"required": "Choose a reason. Few stars are none."},
    )
    note = forms.CharField(
        label="Note for colleagues",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReplyForm(NamesMissing, forms.Form):
    """The shop's public answer."""

    reply = forms.CharField(
        label="Reply",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Shown below the review under the shop’s name. Leave it empty to take a reply away.",
    )
