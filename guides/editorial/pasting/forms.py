"""The form into which a document is pasted."""

from typing import Any

from bs4.dammit import UnicodeDammit
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from wagtail.models import Page

from guides.editorial.pasting.document import Pasted
from guides.editorial.pasting.pictures import MOST
from shop.fields.names_missing import NamesMissing
from shop.fields.several_files import SeveralFiles
from shop.settings.uploads import MEGABYTES
from shop.web.upload_sizes import MEGABYTE, AtMost

WEB_PAGE = (".html", ".htm")
TEXTS = (".md", ".markdown", ".txt")
WRONG_KIND = "Please choose a web page (.html) or Markdown (.md). In Word: File, Save as, Web page, filtered."


class Pictures(forms.FileField):
    """Up to 60 files. Whether they are pictures is asked of each when it is stored."""

    widget = SeveralFiles

    def clean(self, data: object, initial: object = None) -> list[UploadedFile]:
        """The files. Raises ValidationError."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if len(given) > MOST:
            raise ValidationError(f"At most {MOST} pictures at a time.")
        return [super(Pictures, self).clean(one, initial) for one in given]


class PasteForm(NamesMissing, forms.Form):
    """Text as it was pasted or typed, or a file. The script puts the clipboard's HTML into `document`."""

    text: Any = forms.CharField(
        label="The document",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "data-paste-text": ""}),
        help_text="Paste it from Word, Google Docs or a web page, or type Markdown.",
    )
    document: Any = forms.FileField(
        label="Or its file",
        required=False,
        validators=[AtMost(10 * MEGABYTE)],
        help_text="A web page (.html) or Markdown (.md).",
        widget=forms.FileInput(attrs={"accept": ".html,.htm,.md,.markdown,.txt"}),
    )
    rtf: Any = forms.FileField(
        required=False,
        validators=[AtMost(20 * MEGABYTE)],
        widget=forms.FileInput(attrs={"hidden": True, "tabindex": "-1", "aria-hidden": "true"}),
    )
    pictures: Any = Pictures(
        label="Its pictures",
        required=False,
        validators=[AtMost(MEGABYTES * MEGABYTE)],
        help_text="Those that didn’t come along. They take their places by their names, else in order.",
    )
    title: Any = forms.CharField(
        required=False, max_length=255, help_text="If it isn’t the document’s first heading."
    )

    def clean_document(self) -> UploadedFile | None:
        """The file, if it is a web page or text."""
        file: UploadedFile | None = self.cleaned_data["document"]
        if file and not str(file.name).lower().endswith((*WEB_PAGE, *TEXTS)):
            raise ValidationError(WRONG_KIND)
        return file

    def clean(self) -> dict[str, Any]:
        """Refuse an empty form."""
        data = self.cleaned_data
        is_empty = (
            not (data.get("text") or "").strip() and not data.get("document") and not data.get("pictures")
        )
        if is_empty and not self.errors:
            self.add_error("text", "Please paste a document, or choose its file.")
        return data

    @property
    def pasted(self) -> Pasted:
        """What was given, as text."""
        file, rtf = self.cleaned_data["document"], self.cleaned_data["rtf"]
        text, html = self.cleaned_data["text"], ""
        if file and str(file.name).lower().endswith(WEB_PAGE):
            html = _decoded(file.read())
        elif file:
            text = _decoded(file.read())
        files = {str(one.name): one.read() for one in self.cleaned_data["pictures"]}
        return Pasted(text, html, rtf.read().decode("latin-1") if rtf else "", files)


class NewDraftForm(PasteForm):
    """Asks below which page the draft is made, too."""

    parent: Any = forms.ModelChoiceField(Page.objects.none(), label="Make the draft below", empty_label=None)

    def offer(self, pages: list[Page]) -> None:
        """Let one of these be chosen."""
        found = [page.pk for page in pages]
        self.fields["parent"].queryset = Page.objects.filter(pk__in=found).order_by("path")  # type: ignore[attr-defined]


def _decoded(content: bytes) -> str:
    """Word saves web pages in the letters of Windows."""
    return UnicodeDammit(content, ["utf-8"], is_html=True).unicode_markup or ""
