"""Edit forms of pages, with checks that apply only while editing."""

from itertools import count
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import slugify
from wagtail.models import Page

from guides.claims.cms.forms import ClaimsPageForm
from guides.newsletter.sending import announcements
from shop.london import london

TAKEN = {
    "feed",
    "massage",
    "people",
    "questions",
    "techniques",
    "topics",
}  # addresses of our own below /guides/


class PageForm(ClaimsPageForm):
    """Makes the last part of the address from the title where none was typed.

    The editor's script does so while somebody types; a title that is pasted or dictated doesn't reach it.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """The slug, or a free one made from the title."""
        slug = str(self.cleaned_data.get("slug") or "")
        return slug or self._free_slug(slugify(str(self.cleaned_data.get("title") or "")) or "page")

    def _free_slug(self, base: str) -> str:
        """The title's slug with the first number that no sibling has."""
        tried = (base if number == 1 else f"{base[:240]}-{number}" for number in count(1))
        return next(slug for slug in tried if self._is_free(slug))

    def _is_free(self, slug: str) -> bool:
        return Page._slug_is_available(slug, self.parent_page, self.instance)


class ChildSlugForm(PageForm):
    """Refuses slugs that are reserved for URLs of the guides app."""

    def clean_slug(self) -> str:
        """The slug, unless it is taken. Raises ValidationError."""
        slug = super().clean_slug()
        if slug in TAKEN:
            raise ValidationError(f"“{slug}” is an address of the shop’s own; please choose another.")
        return slug

    def _is_free(self, slug: str) -> bool:
        return slug not in TAKEN and super()._is_free(slug)


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
        number = announcements.followers_to_email(self.parent_page.slug)
        field, series = self.fields["tells_followers"], self.parent_page.title
        people = announcements.people(number) if number else "people"
        field.label = f"Email the {people} who follow “{series}” when this part first goes live"
        says = f"They are emailed {self._when()}; until then you can stop or edit the email."
        if not number:
            says = f"Nobody follows it yet. Everybody who does by then is emailed {self._when()}."
        field.help_text = format_html("{} {}", says, self._edit_link())

    def _edit_link(self) -> str:
        """The way to the email's words, for a part that is stored and people who may change newsletters."""
        if not self.instance.pk or not self.for_user.has_perm("newsletter.change_newsletter"):
            return ""
        address = reverse("newsletter-announcement", args=[self.instance.pk])
        return format_html('<a href="{}">Edit the email before it goes live</a>', address)

    def _when(self) -> str:
        """Ten minutes after it goes live; the day and time for a part that has a time in the saved draft."""
        at = self.instance.go_live_at
        if at is None or at < timezone.now():
            return "ten minutes later"
        return f"on {london(at + announcements.UNDO, '%-d %B at %H:%M')}"
