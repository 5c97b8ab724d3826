"""The form of a category: what it is called, and below which other one it stands."""

from typing import Any, ClassVar, cast

from django import forms
from django.utils.text import slugify

from shop.catalogue.models import Category
from shop.fields.names_missing import NamesMissing
from shop.fields.paragraphs import ParagraphsField
from shop.fields.picture_upload import PictureUpload
from shop.fields.visible_text import VisibleTextField

TAKEN = "Another category has this address. Choose another one."
NO_ADDRESS = "Type an address: the name has no letter that one could be made of."


class CategoryField(forms.ModelChoiceField[Category]):
    """Categories with those above them, in the order of the tree."""

    def label_from_instance(self, obj: Category) -> str:
        return obj.full_name


class CategoryForm(NamesMissing, forms.ModelForm[Category]):
    """`parent` is none of the model's fields: shop.backoffice.lists.tree moves the category."""

    parent = CategoryField(
        Category.objects.none(), label="Below", required=False, empty_label="None: it stands at the top"
    )
    image = PictureUpload(
        label="Picture", required=False, help_text="Kept with the category. No page of the shop shows it yet."
    )

    class Meta:
        model = Category
        fields = ("name", "parent", "description", "image", "is_public", "meta_description", "slug")
        field_classes: ClassVar = {"name": VisibleTextField, "description": ParagraphsField}
        labels: ClassVar = {
            "is_public": "Shown in the shop",
            "meta_description": "Text in search results",
            "slug": "Address",
        }
        help_texts: ClassVar = {
            "description": "Above the products. A paragraph on each line; lines with “- ” are a list.",
            "is_public": "Without it, neither this category nor those below it have a page.",
            "slug": "Empty: made of the name. Links that name the old address end when you change it.",
        }
        widgets: ClassVar = {
            "description": forms.Textarea(attrs={"rows": 5}),
            "meta_description": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["slug"].required = False
        places = Category.objects.order_by("path")
        if self.instance.pk:
            places = places.exclude(path__startswith=self.instance.path)
            self.initial["parent"] = self.instance.get_parent()
        cast(CategoryField, self.fields["parent"]).queryset = places

    def clean(self) -> dict[str, Any]:
        """Pages find a category by its own part of the address alone, so no two may share it."""
        given = super().clean() or self.cleaned_data
        slug = given.get("slug") or slugify(given.get("name", ""))
        given["slug"] = slug
        if not slug and "name" in given:
            self.add_error("slug", NO_ADDRESS)
        if slug and Category.objects.filter(slug=slug).exclude(pk=self.instance.pk).exists():
            self.add_error("slug", TAKEN)
        return given
