"""Facts that follow from an ingredient list: fragrance-free or not, allergens, declared traces. Pure.

“Fragrance-free” and the allergen panel are derived from the INCI list, never ticked (Common Criteria
Regulation (EU) No 655/2013).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

FRAGRANCES = {"PARFUM", "FRAGRANCE", "AROMA", "PERFUME"}
# Plants whose oils are used for their scent; only their oils and extracts count.
SCENTED_PLANTS = (
    "LAVANDULA", "CHAMOMILLA", "ANTHEMIS", "CITRUS", "ROSA DAMASCENA", "ROSA CENTIFOLIA", "PELARGONIUM",
    "MELALEUCA", "EUCALYPTUS", "MENTHA", "ROSMARINUS", "BOSWELLIA", "CANANGA", "JASMINUM", "SANTALUM",
    "CEDRUS", "CYMBOPOGON", "VANILLA", "SALVIA", "THYMUS", "EUGENIA CARYOPHYLLUS", "CINNAMOMUM",
)  # fmt: skip
# Fatty oils of those families, pressed from seeds and without a scent of their own.
CARRIER_OILS = {"CARTHAMUS TINCTORIUS SEED OIL", "ROSA CANINA FRUIT OIL", "SALVIA HISPANICA SEED OIL"}
FRAGRANCE_ALLERGENS = {
    "AMYL CINNAMAL", "AMYLCINNAMYL ALCOHOL", "ANISE ALCOHOL", "BENZYL ALCOHOL", "BENZYL BENZOATE",
    "BENZYL CINNAMATE", "BENZYL SALICYLATE", "CINNAMAL", "CINNAMYL ALCOHOL", "CITRAL", "CITRONELLOL",
    "COUMARIN", "EUGENOL", "FARNESOL", "GERANIOL", "HEXYL CINNAMAL", "HYDROXYCITRONELLAL", "ISOEUGENOL",
    "LIMONENE", "LINALOOL", "METHYL 2-OCTYNOATE", "ALPHA-ISOMETHYL IONONE", "EVERNIA PRUNASTRI EXTRACT",
    "EVERNIA FURFURACEA EXTRACT", "BUTYLPHENYL METHYLPROPIONAL",
    "HYDROXYISOHEXYL 3-CYCLOHEXENE CARBOXALDEHYDE",
}  # fmt: skip
# INCI prefix, plain name, group. An empty group is information, not a listed UK food allergen.
FOODS = (
    ("PRUNUS AMYGDALUS DULCIS", "sweet almond", "tree nut"), ("ARACHIS HYPOGAEA", "peanut", "peanut"),
    ("CORYLUS AVELLANA", "hazelnut", "tree nut"), ("JUGLANS REGIA", "walnut", "tree nut"),
    ("MACADAMIA", "macadamia", "tree nut"), ("ANACARDIUM OCCIDENTALE", "cashew", "tree nut"),
    ("PISTACIA VERA", "pistachio", "tree nut"), ("BERTHOLLETIA EXCELSA", "brazil nut", "tree nut"),
    ("CARYA ILLINOINENSIS", "pecan", "tree nut"), ("SESAMUM INDICUM", "sesame", "sesame"),
    ("GLYCINE SOJA", "soya", "soya"), ("TRITICUM VULGARE", "wheat germ", "wheat (gluten)"),
    ("HYDROLYZED WHEAT PROTEIN", "wheat protein", "wheat (gluten)"), ("AVENA SATIVA", "oat", "oats (gluten)"),
    ("LUPINUS", "lupin", "lupin"), ("LAC", "milk", "milk"), ("COCOS NUCIFERA", "coconut", ""),
    ("PRUNUS ARMENIACA", "apricot kernel", ""), ("BUTYROSPERMUM PARKII", "shea", ""),
    ("ARGANIA SPINOSA", "argan", ""), ("MEL", "honey", ""), ("CERA ALBA", "beeswax", ""),
)  # fmt: skip
NUTS = {"tree nut", "peanut"}


@dataclass(frozen=True)
class FoodNote:
    """One line of the allergen panel: the food, and its group of UK food allergens, if any."""

    inci: str
    plain: str
    group: str

    @property
    def is_listed(self) -> bool:
        return bool(self.group)


def parse_inci(text: str) -> list[str]:
    """The ingredients in order, in upper case, without “Ingredients:” or footnote marks."""
    text = re.sub(r"^\s*ingredients\s*(\(inci\))?\s*:", "", text, flags=re.IGNORECASE)
    parts = re.split(r"[,;\n•](?!\d)", text.replace("\x00", ""))
    names = (re.sub(r"\s+", " ", part).strip(" .*†‡").upper() for part in parts)
    return [name for name in names if name]


def glossary_names(text: str) -> list[str]:
    """The names of a list as the glossary stores them: without “(Sunflower)” and without repeats."""
    return list(dict.fromkeys(parse_inci(re.sub(r"[(\[][^)\]]*[)\]]", " ", text))))


def _bare(name: str) -> str:
    """`PRUNUS AMYGDALUS DULCIS (SWEET ALMOND) OIL` without the brackets."""
    return re.sub(r"\s+", " ", re.sub(r"[\(\[][^\)\]]*[\)\]]", " ", name)).strip()


def fragrances_in(inci: Sequence[str]) -> list[str]:
    """Ingredients that are fragrances or fragrance allergens, in the order of the list."""
    return [name for name in inci if _is_fragrance(_bare(name))]


def _is_fragrance(name: str) -> bool:
    if name in CARRIER_OILS:
        return False
    scented = name.startswith(SCENTED_PLANTS) and name.endswith((" OIL", " EXTRACT", " WATER", " ABSOLUTE"))
    return name in FRAGRANCES or name in FRAGRANCE_ALLERGENS or scented


def is_fragrance_free(inci: Sequence[str]) -> bool:
    """Whether the list has no fragrance; false for an empty list."""
    return bool(inci) and not fragrances_in(inci)


def food_notes(inci: Sequence[str]) -> list[FoodNote]:
    """The allergen panel, in the order of the list."""
    notes = []
    for name in inci:
        for prefix, plain, group in FOODS:
            if re.match(rf"{prefix}\b", _bare(name)):
                notes.append(FoodNote(name, plain, group))
                break
    return notes


def is_nut_free(inci: Sequence[str]) -> bool:
    """Whether the list has no tree nut or peanut; true for an empty list."""
    return not any(note.group in NUTS for note in food_notes(inci))


def contains_nuts(inci: Sequence[str]) -> str:
    """“Contains sweet almond (tree nut)”, or ""."""
    nuts = [note for note in food_notes(inci) if note.group in NUTS]
    names = [note.plain if note.plain == note.group else f"{note.plain} ({note.group})" for note in nuts]
    return f"Contains {', '.join(names)}" if names else ""


# How precautions limit the list: traces, or a line that also fills almond oil.
_NUTS = r"(?:nuts?|almonds?|peanuts?|hazelnuts?|walnuts?|cashews?|pistachios?|pecans?|macadamias?)"
_NAMED = {
    "nuts": _NUTS,
    "sesame": r"sesame",
    "soya": r"soya?",
    "milk": r"(?:milk|dairy)",
    "gluten": r"(?:wheat|gluten|oats?)",
    "lupin": r"lupin",
    "perfume": r"(?:perfumes?|perfumed|parfum|fragrances?|fragranced|scented|essential oils?)",
}
_ANY = "|".join(_NAMED.values())
_THING = rf"(?:added |any |tree |brazil |sweet )*(?:{_ANY})(?: oils?| seeds?)?"
_ABSENT = re.compile(
    rf"\b(?:without|no|free (?:from|of))\s+{_THING}(?:(?:,| and| or|, and|, or)\s+{_THING})*\b"
    rf"|\b(?:{_ANY})[- ]free\b",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"\b(?:traces?|may contain|also (?:fills?|handles?|bottles?|makes?|uses?|processes)|shared?|same)\b"
    r"|\b(?:line|equipment|machines?|factory|site|premises|workshop)\b",
    re.IGNORECASE,
)


def traces_declared(precautions: str) -> list[str]:
    """Traces that a product’s precautions declare beside its list: `["nuts"]`, `["nuts", "sesame"]`.

    A nut counts wherever it is named and not denied: an allergy warning limits “made without nut oils”, too.
    Other foods count in a sentence about traces or a shared line.
    """
    return list(_traces(precautions))


@lru_cache(maxsize=8192)
def _traces(precautions: str) -> tuple[str, ...]:
    sentences = [_ABSENT.sub(" ", one) for one in re.split(r"[.;!?\n]", precautions)]
    shared = " . ".join(one for one in sentences if _SHARED.search(one))
    where = {"nuts": " . ".join(sentences)}
    return tuple(
        name
        for name, pattern in _NAMED.items()
        if re.search(rf"\b{pattern}\b", where.get(name, shared), re.IGNORECASE)
    )


def shared_line_notes(precautions: str) -> list[str]:
    """The sentences that declare traces or a shared line, such as “Filled beside almond oil.”"""
    sentences = re.split(r"(?<=[.!?])\s+|\n", precautions)
    return [one.strip() for one in sentences if _SHARED.search(one) and traces_declared(one)]


def traces_wording(found: Sequence[str]) -> str:
    """“May contain traces of nuts and sesame”, or ""."""
    if not found:
        return ""
    *others, last = found
    return f"May contain traces of {', '.join(others)}{' and ' if others else ''}{last}"
