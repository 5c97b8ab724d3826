"""The form of colours and logo: what can't be read is refused with its contrast."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from shop.fields.names_missing import NamesMissing
from shop.fields.picture_upload import PictureUpload
from shop.trader.appearance import Brand, Logo
from shop.trader.logo_file import TooLarge, drawn_anew
from shop.trader.palette import COLOUR, Colours, Scheme, own_colours

FIELDS = ("main_light", "strong_light", "main_dark", "strong_dark")


def colour(label: str, *, help_text: str = "") -> forms.RegexField:
    """A native colour field, which gives “#4d6542”."""
    return forms.RegexField(
        rf"^{COLOUR.pattern}\Z",
        label=label,
        help_text=help_text,
        widget=forms.TextInput(attrs={"type": "color"}),
        error_messages={"required": "Choose a colour.", "invalid": "Choose a colour such as #4d6542."},
    )


class BrandForm(NamesMissing, forms.Form):
    """Two colours for the light, two for the dark, and a logo. `seen` is what the page showed."""

    main_light = colour("Main colour", help_text="Buttons, edges and small marks.")
    strong_light = colour("Strong colour", help_text="Links and words on pale boxes.")
    main_dark = colour("Main colour in the dark", help_text="For people whose screens are set to dark.")
    strong_dark = colour("Strong colour in the dark")
    own_colours = forms.BooleanField(label="Back to the colours that come with the shop", required=False)
    logo = PictureUpload(
        label="New logo (may be empty)",
        required=False,
        help_text="A PNG, WebP, AVIF or JPEG picture, wide rather than high, on a clear background; "
        "it stands in place of mark and name. SVG files can hold scripts and aren’t taken.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/webp,image/avif,image/jpeg"}),
    )
    without_logo = forms.BooleanField(label="Show mark and name instead of the logo", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        now: Brand | None,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
    ) -> None:
        self.now = now
        super().__init__(data, files, initial=_shown(now))
        if not now:
            del self.fields["own_colours"]
        if not (now and now.logo):
            del self.fields["without_logo"]

    def clean_logo(self) -> Logo | None:
        """Drawn anew, and not stored yet."""
        file = self.cleaned_data["logo"]
        if not file:
            return None
        try:
            return drawn_anew(file)
        except TooLarge as problem:
            raise forms.ValidationError(
                "This picture has too many details for a logo. Take a simpler one."
            ) from problem

    def clean(self) -> dict[str, Any]:
        """WCAG 2.2 AA in the light and in the dark."""
        given = super().clean() or self.cleaned_data
        for scheme in ("light", "dark"):
            if all(f"{name}_{scheme}" in given for name in ("main", "strong")):
                for name, said in self._colours(scheme).problems().items():
                    self.add_error(f"{name}_{scheme}", [*said])
        return given

    def _colours(self, scheme: Scheme) -> Colours:
        if self.cleaned_data.get("own_colours"):
            return own_colours(scheme)
        main, strong = (self.cleaned_data[f"{name}_{scheme}"] for name in ("main", "strong"))
        return Colours(scheme, main, strong)

    @property
    def light(self) -> Colours:
        """The form is valid."""
        return self._colours("light")

    @property
    def dark(self) -> Colours:
        """The form is valid."""
        return self._colours("dark")

    @property
    def chosen_logo(self) -> Logo | None:
        """The new one, the present one, or none. The form is valid."""
        if self.cleaned_data["logo"]:
            return self.cleaned_data["logo"]
        return None if self.cleaned_data.get("without_logo") or not self.now else self.now.logo


def _shown(now: Brand | None) -> dict[str, object]:
    light, dark = (now.light, now.dark) if now else (own_colours("light"), own_colours("dark"))
    values = (light.main, light.strong, dark.main, dark.strong)
    return dict(zip(FIELDS, values, strict=True)) | {"seen": now.turn if now else 0}
