"""The form of a picture in the library: its description stands in pages that give none of their own."""

from typing import Any

from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from guides.claims.cms.forms import ClaimsFormMixin
from shop.fields.picture_upload import check_picture


class LibraryPictureField(WagtailImageField):
    """Wagtail's, after the shop's own check of uploads."""

    def to_python(self, data: Any) -> Any:
        """Called by the form; raises ValidationError."""
        if data not in self.empty_values and hasattr(data, "read"):
            check_picture(data)
        return super().to_python(data)


class ClaimsImageForm(ClaimsFormMixin, BaseImageForm):
    """Refuses beside the field what may never be said."""

    file = LibraryPictureField(label="File")
