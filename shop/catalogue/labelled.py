"""What a product’s label and its legal panel say, from its columns."""

from typing import Self

from shop.catalogue.labelling import wording
from shop.catalogue.labelling.age_limit import age_limit_months
from shop.catalogue.labelling.inci import (
    FoodNote,
    contains_nuts,
    food_notes,
    glossary_names,
    is_fragrance_free,
    shared_line_notes,
    traces_declared,
    traces_wording,
)
from shop.catalogue.legal_columns import LegalColumns


class Labelled(LegalColumns):
    """A product as its label is read; nothing here changes it."""

    class Meta(LegalColumns.Meta):
        abstract = True

    @property
    def sheet(self) -> Self:
        """The product with the legal facts and the texts: a size’s parent, otherwise itself."""
        return self.parent if self.is_child else self

    @property
    def is_cosmetic(self) -> bool:
        """Whether cosmetics law requires ingredients, precautions and responsible persons."""
        product_class = self.get_product_class()
        return product_class is None or product_class.is_cosmetic

    @property
    def inci_names(self) -> list[str]:
        """The names in the ingredient list, in descending order of weight."""
        return glossary_names(self.sheet.inci)

    @property
    def fragrance_free_by_list(self) -> bool:
        """By the current list; `is_fragrance_free` is the same as of the last save."""
        return is_fragrance_free(self.inci_names)

    @property
    def allergens(self) -> list[FoodNote]:
        """The lines of the allergen panel, from the ingredient list."""
        return food_notes(self.inci_names)

    @property
    def traces(self) -> list[str]:
        """Traces that the precautions declare, such as “nuts” from a line that also fills almond oil."""
        return traces_declared(self.sheet.precautions)

    @property
    def traces_note(self) -> str:
        """“May contain traces of nuts”, shown beside each “free from”; of nuts in the list itself nothing."""
        has_nuts = contains_nuts(self.inci_names)
        return traces_wording([one for one in self.traces if not (has_nuts and one == "nuts")])

    @property
    def nuts_note(self) -> str:
        """“Contains sweet almond (tree nut)”, with traces of other foods; or the traces alone."""
        both = [contains_nuts(self.inci_names), self.traces_note]
        return "; ".join(one for one in both if one).replace("; May", "; may")

    @property
    def shared_line_notes(self) -> list[str]:
        """What the precautions say about a shared line, shown beside “made without nut oils”."""
        return shared_line_notes(self.sheet.precautions)

    @property
    def box_items(self) -> list[str]:
        """What is in the box of a set, one item each."""
        return [line.strip() for line in self.box_contents.splitlines() if line.strip()]

    @property
    def organic_claim(self) -> str:
        """“99.5% organic” while the certificate is valid, otherwise ""."""
        sheet = self.sheet
        certificate = sheet.certificate
        if not sheet.organic_percent or not certificate or not certificate.is_in_date:
            return ""
        if not certificate.is_organic:
            return ""
        return f"{wording.percent(sheet.organic_percent)} organic"

    @property
    def age_months(self) -> int | None:
        """The youngest age it is for: the typed minimum, or the precautions’ if that is higher."""
        typed = self.sheet.min_age_months
        return None if typed is None else max(typed, age_limit_months(self.sheet.precautions))

    @property
    def minimum_age(self) -> str:
        """“From 6 months”, in words."""
        return wording.minimum_age(self.age_months)
