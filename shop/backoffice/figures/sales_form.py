"""What a page of sales is asked: its days, and by what they are added up."""

from typing import Final

from django import forms

from shop.backoffice.figures.period import RealOrNotForm

DAY, WEEK, MONTH = "day", "week", "month"
PRODUCT, SIZE, SOURCE, CODE = "product", "size", "source", "code"
TIMES: Final = (DAY, WEEK, MONTH)
CHOICES: Final = (
    (DAY, "Day"),
    (WEEK, "Week"),
    (MONTH, "Month"),
    (PRODUCT, "Product"),
    (SIZE, "Size"),
    (SOURCE, "Guide or newsletter"),
    (CODE, "Code"),
)


class SalesForm(RealOrNotForm):
    """By what the orders are added up."""

    by = forms.ChoiceField(label="By", choices=CHOICES, required=False)

    @property
    def is_by(self) -> str:
        """By days where nothing was chosen."""
        return self.cleaned_data["by"] or DAY
