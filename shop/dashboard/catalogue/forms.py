"""Forms for categories and kinds of products."""

from oscar.apps.dashboard.catalogue import forms as oscar_forms

from shop.fields.picture_upload import PictureUpload


class CategoryForm(oscar_forms.CategoryForm):
    """Oscar's form with the shop's check of uploaded pictures."""

    image = PictureUpload(required=False)


class ProductClassForm(oscar_forms.ProductClassForm):
    """Oscar's form for product classes, with `is_cosmetic`, which decides which law applies."""

    class Meta(oscar_forms.ProductClassForm.Meta):
        fields = [*oscar_forms.ProductClassForm.Meta.fields, "is_cosmetic"]
