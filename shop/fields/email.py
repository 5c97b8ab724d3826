"""Form and model fields that normalise email addresses when typed, stored or looked up."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.db.models.lookups import IContains, IExact, IStartsWith

from shop.fields.email_address import BadAddress, normalise, tidy


class EmailFormField(forms.EmailField):
    """A form field that returns the normalised address."""

    default_error_messages: ClassVar = {"invalid": str(BadAddress())}

    def to_python(self, value: object) -> str:
        typed = str(super().to_python(value))
        try:
            return normalise(typed) if typed else typed
        except BadAddress as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


class EmailColumn(models.EmailField):
    """A model field that stores and compares normalised addresses, also with `iexact`.

    In migrations it is Django's EmailField: the column is the same.
    """

    def get_prep_value(self, value: object) -> object:
        """Called for values to store and to look up."""
        prepared = super().get_prep_value(value)
        return tidy(prepared) if isinstance(prepared, str) else prepared

    def pre_save(self, instance: models.Model, add: bool) -> object:
        """Set the attribute to the stored value."""
        value = self.get_prep_value(super().pre_save(instance, add))
        setattr(instance, self.attname, value)
        return value

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": EmailFormField, **kwargs})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs


class NormalisedLookup:
    """Normalises the value of lookups for which Django doesn't call `get_prep_value`.

    Parts of an address are looked up as they were typed.
    """

    lhs: Any
    rhs: Any

    def get_prep_lookup(self) -> object:
        return self.lhs.output_field.get_prep_value(self.rhs)


for lookup in (IExact, IContains, IStartsWith):
    EmailColumn.register_lookup(type(lookup.__name__, (NormalisedLookup, lookup), {}))
