"""A row for each picture of a product and its sizes, and empty ones for new files."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from shop.catalogue.models import Product, ProductImage
from shop.fields.names_missing import NamesMissing
from shop.fields.picture_upload import PictureUpload
from shop.fields.visible_text import VisibleTextField

NEW_ROWS = 4
MIN_SIZE = 600  # pages need the smallest of the generated widths
MOST_PLACES = 1000


class PictureForm(NamesMissing, forms.Form):
    """A picture that is there, or a file to add; an empty row is left out."""

    file = PictureUpload(required=False, label="File", widget=forms.FileInput)
    caption = VisibleTextField(max_length=200, required=False, label="Alternative text: what can be seen")
    shows = forms.ChoiceField(required=False, label="Shows")
    place = forms.IntegerField(min_value=0, max_value=MOST_PLACES, required=False, label="Place")
    remove = forms.BooleanField(required=False, label="Remove this picture")

    def __init__(
        self,
        product: Product,
        image: ProductImage | None,
        sent: tuple[QueryDict | None, MultiValueDict[str, UploadedFile] | None],
        place: int,
    ) -> None:
        shown = {"caption": image.caption, "shows": image.product_id} if image else {}
        prefix = f"picture-{image.pk}" if image else f"new-{place}"
        super().__init__(*sent, prefix=prefix, initial={"place": place, **shown})
        self.product, self.image = product, image
        sizes = product.children.select_related("parent").order_by("volume_ml")
        choices = [(product.pk, "all sizes"), *((size.pk, size.full_name) for size in sizes)]
        self.fields["shows"].choices = choices  # type: ignore[attr-defined]
        del self.fields["file" if image else "remove"]
        if len(choices) == 1:
            del self.fields["shows"]

    def clean_file(self) -> object:
        """Reject pictures that would look blurred on a phone."""
        picture: Any = self.cleaned_data["file"]
        if picture and min(picture.image.size) < MIN_SIZE:
            width, height = picture.image.size
            raise forms.ValidationError(
                f"This picture has {width} × {height} pixels; {MIN_SIZE} × {MIN_SIZE} are needed."
            )
        return picture

    def clean(self) -> dict[str, Any]:
        """A picture has words for those who don't see it; words alone are no picture."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        is_there = bool(self.image or given.get("file"))
        if is_there and not given.get("caption") and not given.get("remove"):
            self.add_error("caption", "Say what can be seen. Choose the file again if you had chosen one.")
        if not is_there and given.get("caption") and "file" in given:
            self.add_error("file", "Choose the file.")
        return given

    def write(self) -> bool:
        """Save the row after `is_valid`; whether it changed anything."""
        given = self.cleaned_data
        if given.get("remove") and self.image:
            self.image.delete()
            return True
        if not (self.image or given.get("file")) or not self.changed_data:
            return False
        image = self.image or ProductImage(product=self.product, original=given["file"])
        image.caption, image.display_order = given["caption"], given["place"] or 0
        image.product_id = int(given.get("shows") or image.product_id)
        image.save()
        return True


def picture_rows(
    product: Product, data: QueryDict | None = None, files: MultiValueDict[str, UploadedFile] | None = None
) -> list[PictureForm]:
    """Those of the product and its sizes in their order, then empty rows."""
    owners = [product.pk, *product.children.values_list("pk", flat=True)]
    images = list(ProductImage.objects.filter(product__in=owners).order_by("display_order", "pk"))
    every = [*images, *([None] * NEW_ROWS)]
    return [PictureForm(product, image, (data, files), place) for place, image in enumerate(every)]
