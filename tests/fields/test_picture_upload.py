"""Every form that takes a picture takes the same ones, and says the same of the others."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver
from PIL import Image, ImageFile
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from guides.claims.cms.image_form import CheckedImageField
from shop.catalogue.pictures.files import BACKGROUND, ProductPicture, prepared
from shop.fields import picture_upload as uploads
from shop.fields.picture_upload import PictureUpload, check_picture
from tests.uploads import pictures

OURS = ("shop.", "guides.")
BAD, GOOD = pictures.bad(), pictures.good()
CLEAR = [name for name in GOOD if "clear" in name]


def _subclasses(base: type) -> Iterator[type]:
    for one in base.__subclasses__():
        yield one
        yield from _subclasses(one)


def picture_fields() -> list[forms.ImageField]:
    """The picture fields of every form that our addresses use."""
    assert get_resolver().url_patterns  # imports every view, and with them every form
    found = {get_image_form(get_image_model()), AvatarSettingsPanel.form_class}
    found |= {form for form in _subclasses(forms.BaseForm) if form.__module__.startswith(OURS)}
    fields = [field for form in found for field in form.base_fields.values()]
    return [field for field in fields if isinstance(field, forms.ImageField)]


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    suffix = next((kind for kind in ("png", "webp", "avif", "gif") if kind in name.lower()), "jpg")
    return SimpleUploadedFile(f"picture.{suffix}", data)


def test_every_form_has_the_shops_own_field() -> None:
    fields = picture_fields()
    assert len(fields) >= 4
    assert not [field for field in fields if not isinstance(field, PictureUpload | CheckedImageField)]


@pytest.mark.parametrize("field", [PictureUpload(), CheckedImageField()], ids=lambda f: type(f).__name__)
@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_shown_right_is_refused_in_the_same_words(name: str, field: forms.ImageField) -> None:
    with pytest.raises(ValidationError) as refused:
        field.clean(upload(name, BAD[name]))
    sentences = (uploads.UNKNOWN, uploads.DAMAGED, uploads.ANIMATED)
    allowed = (*sentences, uploads.TOO_DEEP, "megapixels", "The submitted file is empty.")
    assert any(part in " ".join(refused.value.messages) for part in allowed)


@pytest.mark.parametrize("field", [PictureUpload(), CheckedImageField()], ids=lambda f: type(f).__name__)
@pytest.mark.parametrize("name", GOOD)
def test_every_other_picture_is_taken(name: str, field: forms.ImageField) -> None:
    assert field.clean(upload(name, GOOD[name]))


@pytest.mark.parametrize("others_allow_it", [False, True])  # importing WeasyPrint sets it to True
@pytest.mark.parametrize("name", pictures.damaged())
def test_a_file_cut_short_is_called_damaged(
    name: str, others_allow_it: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", others_allow_it)
    with pytest.raises(ValidationError, match="damaged or incomplete"):
        check_picture(upload(name, BAD[name]))


@pytest.mark.parametrize("name", GOOD)
def test_every_picture_that_is_taken_can_be_processed(name: str) -> None:
    with Image.open(BytesIO(GOOD[name])) as original:
        assert prepared(original).mode == "RGB"


@pytest.mark.parametrize("name", CLEAR)
def test_clear_parts_show_the_pages_background(name: str) -> None:
    with Image.open(BytesIO(GOOD[name])) as original:
        shown = prepared(original).getpixel((10, 10))
    assert shown == pytest.approx((255, 253, 249), abs=2)
    assert BACKGROUND == "#fffdf9"


def test_a_large_photo_is_reduced_before_it_is_worked_on() -> None:
    data = pictures.encoded(pictures.plain(size=(8_000, 6_000)), "JPEG")
    with Image.open(BytesIO(data)) as original:
        picture = prepared(original)
    assert min(picture.size) == 2_400


def test_no_made_file_has_an_alpha_channel(tmp_path: Any) -> None:
    saved: dict[str, bytes] = {}

    class Storage:
        def delete(self, name: str) -> None: ...

        def save(self, name: str, content: Any) -> None:
            saved[name] = content.read()

    with Image.open(BytesIO(GOOD["a clear PNG"])) as original:
        ProductPicture("a.png", "WEBP", "1/1", Storage(), 300).save(prepared(original))  # type: ignore[arg-type]
    with Image.open(BytesIO(*saved.values())) as made:
        assert made.mode == "RGB"
