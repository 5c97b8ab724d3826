"""Edit forms of pages, with checks that apply only while editing."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guides.claims.cms.forms import ClaimsPageForm
from guides.newsletter.sending import announcements

TAKEN = {
    "feed",
    "massage",
    "people",
    "questions",
    "techniques",
    "topics",
}  # addresses of our own below /guides/


class ChildSlugForm(ClaimsPageForm):
    """Refuses slugs that are reserved for URLs of the guides app."""

    def clean_slug(self) -> Any:
        slug = self.cleaned_data.get("slug")
        if slug in TAKEN:
            raise ValidationError(f"“{slug}” is an address of the shop’s own; please choose another.")
        return slug


class GuideForm(ChildSlugForm):
    """Preselects the writer as author and says how many followers a new part will be emailed to."""

    tells_followers = forms.BooleanField(required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and not self.instance.author_id and self.for_user:
            self.initial["author"] = self._people().of_account(self.for_user)
        if "tells_followers" in self.fields:
            self._ask_about_followers()

    def _people(self) -> Any:
        """The manager of Person, by way of the page: the models import this form."""
        return self._meta.model._meta.get_field("author").related_model._default_manager

    def _ask_about_followers(self) -> None:
        if self._has_followers_to_tell():
            self.initial["tells_followers"] = self.instance.will_tell_followers
            self._say_how_many()
        else:
            del self.fields["tells_followers"]

    def _has_followers_to_tell(self) -> bool:
        is_part = getattr(self.parent_page.specific_class, "has_followers", False)
        return is_part and announcements.will_announce(self.instance)

    def _say_how_many(self) -> None:
        people = announcements.people(announcements.followers_to_email(self.parent_page.slug))
        field, series = self.fields["tells_followers"], self.parent_page.title
        field.label = f"Email the {people} who follow “{series}” when this part first goes live"
        field.help_text = "They are emailed ten minutes later; until then you can stop or edit the email."
