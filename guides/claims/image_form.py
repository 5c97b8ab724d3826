"""The form of a picture in the library: its description stands in pages that give none of their own."""

from wagtail.images.forms import BaseImageForm

from guides.claims.forms import ClaimsFormMixin


class ClaimsImageForm(ClaimsFormMixin, BaseImageForm):
    """Refuses beside the field what may never be said."""
