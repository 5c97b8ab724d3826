"""The form of the contributions to the guides."""

from typing import ClassVar

from django import forms

from shop.backoffice.settings.seen_form import SeenForm
from shop.fields.visible_text import VisibleTextField
from shop.trader.contribution_settings import ContributionSettings


class ContributionsForm(SeenForm[ContributionSettings]):
    """Switch, amounts, words and VAT; the claims check refuses forbidden words."""

    class Meta:
        model = ContributionSettings
        fields = ("is_on", "amounts", "purpose", "vat")
        field_classes: ClassVar = {"purpose": VisibleTextField}
        widgets: ClassVar = {"vat": forms.RadioSelect, "purpose": forms.Textarea(attrs={"rows": 3})}
        labels: ClassVar = {"is_on": "Take contributions"}
        help_texts: ClassVar = {
            "is_on": "The page is there, and each guide has a line that leads to it.",
            "amounts": "Whole pounds with commas. Readers may type any other amount from £1 to £500.",
            "purpose": "One or two sentences. They must be true, as whatever the shop says.",
            "vat": "Each contribution keeps what is set when it is made. Ask your accountant.",
        }
