"""Roles as ticks, each with a sentence; a new colleague's name and address."""

from django import forms

from shop.backoffice.roles import ROLES, Role
from shop.fields.email import EmailFormField
from shop.fields.names_missing import NamesMissing
from shop.fields.visible_text import VisibleTextField

BY_GROUP = {role.group: role for role in ROLES}


class RolesForm(NamesMissing, forms.Form):
    """A person's roles."""

    roles = forms.MultipleChoiceField(
        choices=[(role.group, f"{role.label}: {role.does}") for role in ROLES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label="Roles",
    )

    @property
    def chosen(self) -> list[Role]:
        """The ticked roles; only after `is_valid`."""
        return [BY_GROUP[name] for name in self.cleaned_data["roles"]]


class NewPersonForm(RolesForm):
    """A new colleague. They choose their password themselves, behind an emailed link."""

    field_order = ("first_name", "last_name", "email", "roles")
    first_name = VisibleTextField(max_length=150, label="First name")
    last_name = VisibleTextField(max_length=150, label="Last name")
    email = EmailFormField(label="Email", help_text="They get a link there to choose a password.")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["roles"].required = True
        self.fields["roles"].error_messages["required"] = "Please tick at least one role."
