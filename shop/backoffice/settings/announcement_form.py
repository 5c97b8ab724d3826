"""The form of the announcement."""

from datetime import timedelta
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from shop.backoffice.offers.forms import day
from shop.backoffice.settings.own_addresses import leads_nowhere
from shop.backoffice.settings.seen_form import SeenForm
from shop.fields.visible_text import VisibleTextField
from shop.trader.models import OWN_PATH, Announcement

WEEK = timedelta(weeks=1)


class AnnouncementForm(SeenForm[Announcement]):
    """Text, link and days; the claims check refuses forbidden words."""

    since = day("From", missing="Choose the first day.")
    until = day("Until", missing="Choose the last day.", help_text="To the end of that day, London time.")

    class Meta:
        model = Announcement
        fields = ("text", "link", "since", "until")
        field_classes: ClassVar = {"text": VisibleTextField}
        labels: ClassVar = {"link": "Link (may be empty)"}
        help_texts: ClassVar = {
            "text": "One line, at most 140 characters; shorter is better on a phone.",
            "link": "A page of the shop, such as /delivery/, or an https:// address. The line leads there.",
        }
        error_messages: ClassVar = {"text": {"required": "Write what it says."}}

    def __init__(self, data: QueryDict | None = None, *, instance: Announcement | None = None) -> None:
        today = timezone.localdate()
        usual = {} if instance else {"since": today, "until": today + WEEK}
        super().__init__(data, instance=instance, initial=usual)

    def clean_link(self) -> str:
        """Refuse a path to which nothing answers: it would stand on every page. Other sites aren't asked."""
        link = str(self.cleaned_data["link"])
        if OWN_PATH.fullmatch(link) and leads_nowhere(link):
            raise ValidationError(f"There is no page at {link}.")
        return link
