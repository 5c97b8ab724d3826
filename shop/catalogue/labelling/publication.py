"""The publication check: what a product lacks before it may be sold (Cosmetics Regulation, art. 4 and 19).

`all_problems` is the only check: `Product.clean` calls it for the office’s form, the import and the demo
loader, and `refuse_incomplete` guards `save`, `update` and `bulk_update`. Code that creates a row is
responsible itself; `check_catalogue` finds products that have become incomplete since.
"""

import datetime
import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from shop.catalogue.labelling.age_limit import age_limit_months
from shop.catalogue.labelling.inci import parse_inci
from shop.catalogue.labelling.labelled_product import LabelledProduct
from shop.catalogue.labelling.wording import minimum_age
from shop.signals import validate_publication

Problems = dict[str, str]


EU_PERSON_ACCEPTED_UNTIL = datetime.date(2027, 12, 31)  # an EU label counts in Great Britain until then
NEWBORN_CAUTION_OILS = ("HELIANTHUS ANNUUS", "OLEA EUROPAEA")
FRAGRANCE_FREE_WORDS = re.compile(
    r"\b(fragrance|perfume|parfum|scent)[- ]free\b|\bunscented\b|\bwithout perfume\b", re.IGNORECASE
)
ORGANIC_WORD = re.compile(r"\borganic\b", re.IGNORECASE)
ORGANIC_NAME_PERCENT = 95
FROM_BIRTH_WORDS = re.compile(r"\bfrom (?:birth|day one|the first day|newborn)\b", re.IGNORECASE)

REQUIRED = {
    "summary": "Write one sentence for cards and lists.",
    "description": "Write a description.",
    "country_of_origin": "Say where it is made: a two-letter code such as GB.",
}
REQUIRED_FOR_COSMETICS = {
    "function": "Say what the product is, such as “Massage oil”.",
    "inci": "Enter the full ingredient list in descending order.",
    "directions": "Say how to use it.",
    "precautions": "Enter the precautions from the safety report.",
    "min_age_months": "Enter the minimum age from the safety report; 0 means from birth.",
    "responsible_person_uk": "Choose the responsible person for Great Britain.",
    "scpn_reference": "Enter the number of the notification in Great Britain (SCPN).",
    "pif_location": "Say where the product information file is kept.",
    "cpsr_date": "Enter the date of the safety report.",
}


def all_problems(product: LabelledProduct) -> Problems:
    """Return `publication_problems` and those of other apps, such as the claims check; ours come first."""
    problems: Problems = {}
    if not product.is_child:
        answers: list[Any] = validate_publication.send(sender=type(product), product=product)
        for _, found in answers:
            problems |= found
    return problems | publication_problems(product)


def refuse_incomplete(products: Iterable[LabelledProduct]) -> None:
    """Raise ValidationError with a message for each product that may not be published, and why."""
    found = [(product, all_problems(product)) for product in products]
    refused = [
        f"{product} is not published: {' '.join(problems.values())}"
        for product, problems in found
        if problems
    ]
    if refused:
        raise ValidationError(refused)


def publication_problems(product: LabelledProduct) -> Problems:
    """Return what prevents the publication of a product, by field; empty if nothing does.

    A size needs a volume only: everything else belongs to its parent.
    """
    problems: Problems = {} if product.is_child else _sheet_problems(product)
    if not product.is_parent:
        problems |= _content_problems(product)
    if product.is_archived:  # said beside a field that every form has
        problems["volume_ml" if product.is_child else "title"] = "It is archived. Bring it back first."
    return problems


def _sheet_problems(product: LabelledProduct) -> Problems:
    problems = _missing(product, REQUIRED)
    if product.country_of_origin and not re.fullmatch(r"[A-Z]{2}", product.country_of_origin):
        problems["country_of_origin"] = "Use the two-letter code in capitals, such as GB."
    problems |= _wording_problems(product)
    if product.is_cosmetic:
        problems |= _cosmetic_problems(product)
    return problems


def _missing(product: LabelledProduct, wanted: Problems) -> Problems:
    return {field: text for field, text in wanted.items() if getattr(product, field) in (None, "")}


def _cosmetic_problems(product: LabelledProduct) -> Problems:
    problems = _missing(product, REQUIRED_FOR_COSMETICS)
    if not product.pao_months and not product.best_before_note:
        problems["pao_months"] = "Enter the months after opening, or a best-before note."
    if product.cpsr_date and product.cpsr_date > timezone.localdate():
        problems["cpsr_date"] = "The safety report can’t be from the future."
    return _precaution_problems(product) | _age_problems(product) | _person_problems(product) | problems


def _precaution_problems(product: LabelledProduct) -> Problems:
    """The balanced note about newborn skin, and the note about flames (article 19: precautions)."""
    text = product.precautions.lower()
    cautious = any(name.startswith(NEWBORN_CAUTION_OILS) for name in parse_inci(product.inci))
    if cautious and "newborn" not in text:
        return {"precautions": "With sunflower or olive oil, say what is known about newborn skin."}
    if text and "flame" not in text:
        return {"precautions": "Say that cloth with oil on it is kept away from flames."}
    return {}


def _age_problems(product: LabelledProduct) -> Problems:
    """The typed minimum age must not be younger than the one that the precautions name."""
    limit = age_limit_months(product.precautions)
    if product.min_age_months is None or product.min_age_months >= limit:
        return {}
    return {"min_age_months": f"The precautions say “{minimum_age(limit)}”. Enter the same age in both."}


def _person_problems(product: LabelledProduct) -> Problems:
    problems: Problems = {}
    person = product.responsible_person_uk
    if person and person.region != "UK" and timezone.localdate() > EU_PERSON_ACCEPTED_UNTIL:
        problems["responsible_person_uk"] = "Since 2028 this must be a person in the UK."
    if product.ni_ready:
        if not product.responsible_person_eu or product.responsible_person_eu.region != "EU":
            problems["responsible_person_eu"] = "For Northern Ireland choose a person in the EU or NI."
        if not product.cpnp_reference:
            problems["cpnp_reference"] = "For Northern Ireland enter the CPNP reference."
    return problems


def _wording_problems(product: LabelledProduct) -> Problems:
    """Our own texts must be supported by the ingredient list, the certificate and the age (article 20)."""
    problems: Problems = {}
    claims_nothing_scented = product.is_cosmetic and not product.fragrance_free_by_list
    for field in ("title", "summary", "description"):
        text = getattr(product, field)
        if claims_nothing_scented and FRAGRANCE_FREE_WORDS.search(text):
            problems[field] = "The ingredient list doesn’t bear out “fragrance-free”."
        if ORGANIC_WORD.search(text) and not product.organic_claim:
            problems[field] = "“Organic” needs the percentage and a certificate in date."
        if product.age_months and FROM_BIRTH_WORDS.search(text):
            problems[field] = "The minimum age and the precautions don’t bear out “from birth”."
    if ORGANIC_WORD.search(product.title) and (product.organic_percent or 0) < ORGANIC_NAME_PERCENT:
        problems["title"] = f"A name with “organic” needs at least {ORGANIC_NAME_PERCENT}% organic content."
    return problems


def _content_problems(product: LabelledProduct) -> Problems:
    """A size has no other field than its volume for a message."""
    if product.volume_ml:
        return {}
    if product.is_child:
        return {"volume_ml": "Enter the volume in ml."}
    if not product.contents:
        return {"volume_ml": "Enter the volume in ml, or say on the product what the pack contains."}
    if not product.unit_price_exemption:
        return {"unit_price_exemption": "Without a volume, say why no unit price is shown."}
    return {}
