"""URL fields of forms, models and blocks that store addresses without tracking or redirects."""

from typing import Any

from django import forms
from django.db import models
from wagtail import blocks

from guides.pasted_links import clean_link


class CleanURLFormField(forms.URLField):
    """Cleans before it validates: a redirect may be longer than the address that it leads to."""

    def to_python(self, value: Any) -> str | None:
        url = super().to_python(value)
        return clean_link(url) if url else url


class CleanURLField(models.URLField):
    """A model's URL field, the same as Django's to migrations."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": CleanURLFormField, **kwargs})

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs


class CleanURLBlock(blocks.URLBlock):
    """A StreamField's URL block, the same as Wagtail's to migrations."""

    def __init__(
        self,
        required: bool = True,
        help_text: str = "",
        max_length: int | None = None,
        min_length: int | None = None,
        validators: tuple[Any, ...] = (),
        **kwargs: object,
    ) -> None:
        super().__init__(required, help_text, max_length, min_length, validators, **kwargs)
        self.field = CleanURLFormField(
            required=required,
            help_text=help_text,
            max_length=max_length,
            min_length=min_length,
            validators=validators,
        )

    def deconstruct(self) -> Any:
        _, args, kwargs = super().deconstruct()
        return "wagtail.blocks.URLBlock", args, kwargs
