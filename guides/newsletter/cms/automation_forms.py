"""The forms of an automation: its name, and the days, the condition and the switch of each email."""

from django import forms
from django.forms import BaseModelFormSet, modelformset_factory

from guides.newsletter import choices
from guides.newsletter.models import Automation, AutomationStep
from guides.newsletter.models.automations import LONGEST_WAIT
from shop.fields.email import EmailFormField
from shop.fields.names_missing import NamesMissing

DAYS = {
    "required": "Enter a number of days; 0 is the same day.",
    "invalid": "Enter a whole number of days.",
    "min_value": "Enter 0 or more days.",
    "max_value": f"Enter {LONGEST_WAIT} days or fewer.",
}


LABELS = {
    "wait_days": "Days after the one before",
    "condition": "For",
    "product": "Product bought",
    "is_on": "On",
}


class AutomationForm(NamesMissing, forms.ModelForm[Automation]):
    """Name, and what ends it."""

    class Meta:
        model = Automation
        fields = ("name", "ends_on_order")
        labels = {"name": "Name", "ends_on_order": "End it for a person who orders"}


class StepForm(NamesMissing, forms.ModelForm[AutomationStep]):
    """One email of the automation."""

    wait_days = forms.IntegerField(
        label="Days after the one before", min_value=0, max_value=LONGEST_WAIT, error_messages=DAYS
    )

    class Meta:
        model = AutomationStep
        fields = ("wait_days", "condition", "product", "is_on")
        labels = LABELS

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        # Several fields of a page have the same label: say whose each is.
        for name, words in LABELS.items():
            self.fields[name].widget.attrs["aria-label"] = f"{words}: {self.instance.letter}"
        self.fields["product"].widget = forms.Select(
            choices=[("", "– product –"), *choices.products()], attrs=self.fields["product"].widget.attrs
        )

    def clean(self) -> dict[str, object]:
        """The product belongs to its condition, and no other condition has one."""
        found: dict[str, object] = super().clean() or {}
        if found.get("condition") != AutomationStep.PRODUCT:
            found["product"] = ""
        elif found.get("product") not in dict(choices.products()):
            self.add_error("product", "Choose the product.")
        return found


StepFormSet: type[BaseModelFormSet[AutomationStep, StepForm]] = modelformset_factory(
    AutomationStep, form=StepForm, extra=0
)


class PersonForm(NamesMissing, forms.Form):
    """Whose path to show."""

    email = EmailFormField(label="Email address", required=False)
