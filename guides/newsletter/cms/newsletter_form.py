"""The CMS form of a newsletter; a scheduled or sent newsletter can't be edited."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList

from guides.claims.cms.forms import ClaimsForm
from guides.newsletter import statements
from guides.newsletter.consent import followers
from guides.newsletter.models.sending import SAVED


class NewsletterForm(ClaimsForm):
    """Checks the audience. Claims are checked when the newsletter is scheduled or sent."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "series" in self.fields:
            self.fields["series"].widget = forms.Select(choices=[("", "–"), *followers.followable()])
        # They have a default, and mean nothing without a second subject.
        for name in {"test_share", "test_hours"} & self.fields.keys():
            self.fields[name].required = False
        if self.instance.is_automatic:  # by what right it is sent is the automation's matter
            for name in {"audience", "series", "saved_audience"} & self.fields.keys():
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if self.instance.pk and not self.instance.is_open:
            raise ValidationError(
                "It is set for a time or sent, so its text can’t be changed. Take it back to a draft on the "
                "page “Send or test”, or make a copy."
            )
        if found.get("subject_b") and self.instance.is_automatic:
            self.add_error("subject_b", "An email of an automation has one subject.")
        if found.get("subject_b") and found["subject_b"] == found.get("subject"):
            self.add_error("subject_b", "Both subjects are the same.")
        is_series = found.get("audience") == statements.SERIES
        if is_series != bool(found.get("series")):
            says = "Say which series." if is_series else "Only followers of a series have a series."
            self.add_error("series", says)
        is_saved = found.get("audience") == SAVED
        if is_saved != bool(found.get("saved_audience")):
            says = "Say which audience." if is_saved else "Choose “A saved audience” above, or empty this."
            self.add_error("saved_audience", says)
        return found


EDIT_HANDLER = ObjectList(
    [
        MultiFieldPanel(
            [FieldPanel("subject", required_on_save=True), FieldPanel("preheader")], heading="In the inbox"
        ),
        MultiFieldPanel(
            [FieldPanel("subject_b"), FieldPanel("test_share"), FieldPanel("test_hours")],
            heading="Two subjects",
        ),
        MultiFieldPanel(
            [
                FieldPanel("audience"),
                FieldPanel("series"),
                FieldPanel("saved_audience"),
                FieldPanel("keeps_weekly_most"),
            ],
            heading="To whom",
        ),
        FieldPanel("body"),
        FieldPanel("in_archive"),
    ],
    base_form_class=NewsletterForm,
)
