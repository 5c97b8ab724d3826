"""The form of the footer's links; every line is checked by itself."""

from collections.abc import Iterator
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from shop.backoffice.settings.own_addresses import leads_nowhere
from shop.fields.names_missing import NamesMissing
from shop.fields.visible_text import VisibleTextField, visible
from shop.public_text import refuse_forbidden
from shop.trader.appearance import Footer
from shop.trader.link_lines import links_of
from shop.trader.models import OWN_PATH

MOST: Final = 10  # links of a column
type Files = MultiValueDict[str, UploadedFile] | None
LONGEST: Final = 40  # characters of a link's words
HOW: Final = "One link a line: its words, a space, its address; for example “Delivery /delivery/”."
# To be within reach on every page: E-Commerce Regulations 2002, reg. 6 and 9; UK GDPR, art. 13.
NEEDED: Final = ("/privacy/", "/terms/", "/returns/", "/contact/")


class LinksField(forms.CharField):
    """Lines of words and address; raises ValidationError with a sentence for each wrong line."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            help_text=HOW,
            widget=forms.Textarea(attrs={"rows": MOST}),
            error_messages={"required": "Write at least one link."},
        )

    def to_python(self, value: object) -> str:
        """Each line without what can't be seen."""
        typed = str(super().to_python(value) or "")
        return "\n".join(line for line in map(visible, typed.splitlines()) if line)

    def validate(self, value: str) -> None:
        """All wrong lines at once."""
        super().validate(value)
        links = links_of(value)
        wrong = [ValidationError(f"Line {number}: {why}") for number, why in _wrong(links)]
        if len(links) > MOST:
            wrong.append(ValidationError(f"At most {MOST} links fit into a column."))
        if wrong:
            raise ValidationError(wrong)


def _wrong(links: list[tuple[str, str]]) -> Iterator[tuple[int, str]]:
    for number, (words, address) in enumerate(links, 1):
        if not words:
            yield number, "write words and address with a blank between."
        elif len(words) > LONGEST:
            yield number, f"the words have more than {LONGEST} characters."
        elif not (OWN_PATH.fullmatch(address) or address.startswith("https://")):
            yield number, f"“{address}” is no address. Type a path such as /delivery/, or one with https://."
        elif address.startswith("/") and leads_nowhere(address):
            yield number, f"there is no page at {address}."


class FooterForm(NamesMissing, forms.ModelForm[Footer]):
    """Two columns; the one with the categories follows the catalogue. `seen` is what the page showed."""

    help_heading = VisibleTextField(label="Heading of the second column", max_length=40)
    help_links = LinksField("Links of the second column")
    about_heading = VisibleTextField(label="Heading of the third column", max_length=40)
    about_links = LinksField("Links of the third column")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Footer
        fields: ClassVar = ["help_heading", "help_links", "about_heading", "about_links"]

    def __init__(self, now: Footer, data: QueryDict | None = None, files: Files = None) -> None:
        shown = {name: getattr(now, name) for name in self.Meta.fields} | {"seen": now.turn or 0}
        super().__init__(data, files, initial=shown)

    def clean(self) -> dict[str, Any]:
        """Words that the claims check allows, and the pages that the law wants."""
        given = super().clean() or self.cleaned_data
        for name in self.Meta.fields:
            self._check_words(name, str(given.get(name, "")))
        linked = {path for name in ("help_links", "about_links") for _, path in links_of(given.get(name, ""))}
        missing = [path for path in NEEDED if path not in linked]
        if missing and not {"help_links", "about_links"} & set(self.errors):
            self.add_error(
                "about_links", f"Every page has to link to {', '.join(missing)}: add a line for each."
            )
        return given

    def _check_words(self, name: str, words: str) -> None:
        try:
            refuse_forbidden(words)
        except ValidationError as problem:
            self.add_error(name, problem)
