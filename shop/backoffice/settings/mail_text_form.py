"""The form of the owner's words for one kind of email."""

from typing import ClassVar

from django import forms
from django.http import QueryDict

from shop.backoffice.settings.seen_form import SeenForm
from shop.fields.visible_text import VisibleTextField
from shop.mail.kinds import Kind
from shop.mail.models import MailText
from shop.mail.placeholders import problem_of
from shop.mail.variables import variables_of


class MailTextForm(SeenForm[MailText]):
    """Subject and opening; the claims check refuses forbidden words."""

    class Meta:
        model = MailText
        fields = ("subject", "opening")
        field_classes: ClassVar = {"subject": VisibleTextField}
        labels: ClassVar = {"subject": "Subject", "opening": "Paragraph at the beginning"}
        help_texts: ClassVar = {
            "subject": "Left empty, the email has the shop’s own subject.",
            "opening": "Stands before the shop’s own text, which stays. At most 600 characters.",
        }
        widgets: ClassVar = {"opening": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, data: QueryDict | None = None, *, kind: Kind, instance: MailText) -> None:
        super().__init__(data, instance=instance)
        self.known = variables_of(kind)

    def clean_subject(self) -> str:
        """Raises ValidationError for an unknown variable and for more than plain text."""
        return self._plain("subject")

    def clean_opening(self) -> str:
        """Raises ValidationError for an unknown variable and for more than plain text."""
        return self._plain("opening")

    def _plain(self, name: str) -> str:
        words: str = self.cleaned_data[name].replace("\r\n", "\n")
        if problem := problem_of(words, self.known):
            raise forms.ValidationError(problem)
        return words
