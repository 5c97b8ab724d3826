"""The form of an import: a file, and the page below which its drafts are made."""

from typing import Any

from django import forms
from django.core.files import File
from wagtail.models import Page

from guides.editorial.importing.upload import KINDS
from guides.models import GuideIndexPage, SeriesPage
from shop.fields.names_missing import NamesMissing
from shop.web.upload_sizes import MEGABYTE, AtMost


def pages_for(user: Any) -> list[Page]:
    """The index and the series below which this person may make guides."""
    pages = Page.objects.type(GuideIndexPage, SeriesPage).order_by("path")
    return [page for page in pages if page.permissions_for_user(user).can_add_subpage()]


class ImportForm(NamesMissing, forms.Form):
    """Nothing is changed by it: the upload is checked first."""

    file: Any = forms.FileField(label="File", help_text=f"{KINDS}.", validators=[AtMost(50 * MEGABYTE)])
    parent: Any = forms.ModelChoiceField(Page.objects.none(), label="Make the drafts below", empty_label=None)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [page.pk for page in pages_for(user)]
        self.fields["parent"].queryset = Page.objects.filter(pk__in=found).order_by("path")  # type: ignore[attr-defined]

    @property
    def upload(self) -> File[bytes]:
        """The uploaded file."""
        found: File[bytes] = self.cleaned_data["file"]
        return found
