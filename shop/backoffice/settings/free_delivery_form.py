"""The form of the free-delivery rule; the same one tries it and sets it."""

from decimal import Decimal
from typing import Final

from django import forms

from shop.fields.names_missing import NamesMissing
from shop.fields.pounds import PoundsField
from shop.shipping.threshold import Threshold

LEAST, MOST = Decimal("0.01"), Decimal(999)
WAYS: Final = (("over", "Over this amount"), ("from", "On this amount or more"))


class RuleForm(NamesMissing, forms.Form):
    """An amount, and whether exactly that much counts."""

    amount = PoundsField(label="Free standard delivery in the UK, in £", least=LEAST, most=MOST)
    counts = forms.ChoiceField(label="It is free", choices=WAYS, widget=forms.RadioSelect)

    @property
    def rule(self) -> Threshold:
        """The rule that was typed; the form is valid."""
        return Threshold(self.cleaned_data["amount"], self.cleaned_data["counts"] == "from")


class ChangeForm(RuleForm):
    """With the rule that was in force when the page was made."""

    seen = forms.CharField(widget=forms.HiddenInput)


def typed(rule: Threshold) -> dict[str, str]:
    """The form's values for a rule."""
    return {"amount": f"{rule.amount:.2f}", "counts": "from" if rule.inclusive else "over"}
