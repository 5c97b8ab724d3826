"""The forms of the subscribers’ pages: the search, somebody added by hand, and a tag."""

from datetime import date

from django import forms
from django.utils import timezone

from guides.newsletter.cms.subscriber_list import STATES
from guides.newsletter.consent import tags
from guides.newsletter.models import SubscriberTag
from guides.newsletter.statements import NEWS, OFFERS
from shop.fields.email import EmailFormField
from shop.fields.email_address import MAX_LENGTH
from shop.fields.names_missing import NamesMissing


class SearchForm(NamesMissing, forms.Form):
    """What the list is narrowed to."""

    q = forms.CharField(label="Email address, or a part of it", required=False, max_length=MAX_LENGTH)
    state = forms.ChoiceField(label="State", choices=STATES, required=False)
    tag = forms.ChoiceField(label="Tag", required=False)

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        field = self.fields["tag"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", "Any"), *((name, name) for name in tags.names())]


class AddForm(NamesMissing, forms.Form):
    """A person who agreed elsewhere, with the words that were said or signed."""

    email = EmailFormField(
        label="Email address",
        max_length=MAX_LENGTH,
        error_messages={"required": "Enter the email address."},
    )
    purposes = forms.MultipleChoiceField(
        label="Agreed to",
        choices=((NEWS, "News"), (OFFERS, "Offers")),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what the person agreed to."},
    )
    words = forms.CharField(
        label="Where and how, and in which words",
        min_length=10,
        max_length=185,
        help_text="Such as: At the Bath market, by word of mouth: “Yes, email me your news.”",
        error_messages={
            "required": "Say where and how the person agreed.",
            "min_length": "Say where and how the person agreed, in a few words.",
        },
    )
    on = forms.DateField(
        label="On",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Enter the day on which the person agreed."},
    )

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError("That day is in the future.")
        return on


class TagForm(NamesMissing, forms.Form):
    """A tag to put on a person."""

    tag = forms.CharField(
        label="Tag",
        max_length=SubscriberTag.LONGEST,
        error_messages={"required": "Enter a tag, such as “market stall”."},
    )
