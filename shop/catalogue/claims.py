"""What an ingredient list lets us say: fragrance-free, which allergens. Never a tick box. Pure."""

import re
from collections.abc import Iterable
from typing import NamedTuple

NUTS = {"tree nut", "peanut"}

PERFUMES = {"PARFUM", "FRAGRANCE", "AROMA", "PERFUME"}
# Plants whose oil is pressed or distilled for its scent.
SCENTED_PLANTS = {
    "ANTHEMIS", "BOSWELLIA", "CANANGA", "CEDRUS", "CHAMOMILLA", "CINNAMOMUM", "CITRUS", "CYMBOPOGON",
    "EUCALYPTUS", "JASMINUM", "LAVANDULA", "MELALEUCA", "MENTHA", "PELARGONIUM", "ROSMARINUS", "SALVIA",
    "SANTALUM", "THYMUS", "VANILLA",
}  # fmt: skip
CARRIERS = {"SALVIA HISPANICA SEED OIL"}  # chia: related to sage, without its scent
SCENTED_SPECIES = ("EUGENIA CARYOPHYLLUS", "ROSA CENTIFOLIA", "ROSA DAMASCENA")
# The long-standing list of fragrance allergens that must be declared by name.
FRAGRANCE_ALLERGENS = {
    "ALPHA-ISOMETHYL IONONE",
    "AMYL CINNAMAL",
    "AMYLCINNAMYL ALCOHOL",
    "ANISE ALCOHOL",
    "BENZYL ALCOHOL",
    "BENZYL BENZOATE",
    "BENZYL CINNAMATE",
    "BENZYL SALICYLATE",
    "BUTYLPHENYL METHYLPROPIONAL",
    "CINNAMAL",
    "CINNAMYL ALCOHOL",
    "CITRAL",
    "CITRONELLOL",
    "COUMARIN",
    "EUGENOL",
    "EVERNIA FURFURACEA EXTRACT",
    "EVERNIA PRUNASTRI EXTRACT",
    "FARNESOL",
    "GERANIOL",
    "HEXYL CINNAMAL",
    "HYDROXYCITRONELLAL",
    "HYDROXYISOHEXYL 3-CYCLOHEXENE CARBOXALDEHYDE",
    "ISOEUGENOL",
    "LIMONENE",
    "LINALOOL",
    "METHYL 2-OCTYNOATE",
}


class Allergen(NamedTuple):
    """A food allergen, or a plant people ask about, found in an ingredient list."""

    prefix: str
    plain: str
    group: str

    @property
    def is_listed(self) -> bool:
        """Whether UK food law counts it among the allergens; the others are shown for information."""
        return self.group != "information"


ALLERGENS = (
    Allergen("PRUNUS AMYGDALUS DULCIS", "sweet almond", "tree nut"),
    Allergen("ARACHIS HYPOGAEA", "peanut (arachis, groundnut)", "peanut"),
    Allergen("CORYLUS AVELLANA", "hazelnut", "tree nut"),
    Allergen("JUGLANS REGIA", "walnut", "tree nut"),
    Allergen("MACADAMIA", "macadamia", "tree nut"),
    Allergen("ANACARDIUM OCCIDENTALE", "cashew", "tree nut"),
    Allergen("PISTACIA VERA", "pistachio", "tree nut"),
    Allergen("BERTHOLLETIA EXCELSA", "brazil nut", "tree nut"),
    Allergen("CARYA ILLINOINENSIS", "pecan", "tree nut"),
    Allergen("SESAMUM INDICUM", "sesame", "sesame"),
    Allergen("GLYCINE SOJA", "soya", "soya"),
    Allergen("TRITICUM VULGARE", "wheat germ", "gluten"),
    Allergen("AVENA SATIVA", "oat", "gluten"),
    Allergen("LUPINUS", "lupin", "lupin"),
    Allergen("HYDROLYZED WHEAT PROTEIN", "wheat protein", "gluten"),
    Allergen("LAC", "milk", "milk"),
    Allergen("COCOS NUCIFERA", "coconut", "information"),
    Allergen("PRUNUS ARMENIACA", "apricot kernel", "information"),
    Allergen("BUTYROSPERMUM PARKII", "shea (nut)", "information"),
    Allergen("ARGANIA SPINOSA", "argan (kernel)", "information"),
    Allergen("MEL", "honey", "information"),
    Allergen("CERA ALBA", "beeswax", "information"),
)


def parse_inci(text: str) -> list[str]:
    """The names of an ingredient list in their order, upper case, without “(Sunflower)” or repeats."""
    names = re.split(r"[;\n]|,(?!\d)", re.sub(r"\([^)]*\)", " ", text))  # 1,2-HEXANEDIOL is one name
    tidy = (re.sub(r"\s+", " ", name).strip(" .*").upper() for name in names)
    return list(dict.fromkeys(name for name in tidy if name))


def is_scented(inci_name: str) -> bool:
    """Whether this ingredient is there for its smell, or is a declared fragrance allergen."""
    if inci_name in CARRIERS:
        return False
    if inci_name in PERFUMES or inci_name in FRAGRANCE_ALLERGENS:
        return True
    return inci_name.partition(" ")[0] in SCENTED_PLANTS or inci_name.startswith(SCENTED_SPECIES)


def is_fragrance_free(inci_names: Iterable[str]) -> bool:
    """True only for a known list in which nothing is scented: no list, no claim."""
    names = list(inci_names)
    return bool(names) and not any(map(is_scented, names))


def allergens(inci_names: Iterable[str]) -> list[Allergen]:
    """The allergens of a list, in its order, each once."""
    found = (
        allergen
        for name in inci_names
        for allergen in ALLERGENS
        if re.match(rf"{re.escape(allergen.prefix)}(\s|$)", name)
    )
    return list(dict.fromkeys(found))


def is_nut_free(inci_names: Iterable[str]) -> bool:
    """True only for a known list without tree nuts and peanuts."""
    names = list(inci_names)
    return bool(names) and not any(allergen.group in NUTS for allergen in allergens(names))
