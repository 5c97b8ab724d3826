"""Email addresses in forms and tables: normalised wherever they are typed, stored or looked for."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.db.models.lookups import IContains, IExact, IStartsWith

from shop.fields.email_address import BadAddress, normalise, tidy


class EmailFormField(forms.EmailField):
    """A typed address in its one spelling; what is no address is said beside the field."""

    default_error_messages: ClassVar = {"invalid": str(BadAddress())}

    def to_python(self, value: Any) -> str:
        typed = str(super().to_python(value))
        try:
            return normalise(typed) if typed else typed
        except BadAddress as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


class EmailColumn(models.EmailField):
    """A column that holds one spelling of each mailbox and compares by it, also with `iexact`.

    To migrations it is Django's own field: the column is the same.
    """

    def get_prep_value(self, value: Any) -> Any:
        """Called for what is written and for what is looked for."""
        prepared = super().get_prep_value(value)
        return tidy(prepared) if isinstance(prepared, str) else prepared

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        """The object shows what its row holds."""
        value = self.get_prep_value(super().pre_save(instance, add))
        setattr(instance, self.attname, value)
        return value

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": EmailFormField, **kwargs})

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs


class SameMailbox:
    """For the lookups that Django doesn't prepare: Oscar, its dashboard and Django look for people with them.

    A part of an address is looked for as it was typed.
    """

    lhs: Any
    rhs: Any

    def get_prep_lookup(self) -> Any:
        return self.lhs.output_field.get_prep_value(self.rhs)


for lookup in (IExact, IContains, IStartsWith):
    EmailColumn.register_lookup(type(lookup.__name__, (SameMailbox, lookup), {}))
