"""The form of an image in the CMS. Its description is shown on pages that give none of their own."""

from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from guides.claims.cms.forms import ClaimsFormMixin
from shop.fields.names_missing import NamesMissing
from shop.fields.picture_upload import CheckedPictureMixin


class CheckedImageField(CheckedPictureMixin, WagtailImageField):
    """Wagtail's image field with the shop's check of uploads."""


class ClaimsImageForm(NamesMissing, ClaimsFormMixin, BaseImageForm):
    """Shows prohibited claims beside the field that contains them."""

    file = CheckedImageField(label="File")
