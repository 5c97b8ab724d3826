"""Loads the demo's ingredients, responsible persons, certificates, skin needs, classes and categories."""

from oscar.core.loading import get_model

from shop.catalogue.reference import Certificate, Ingredient, ResponsiblePerson, SkinNeed
from shop.demo.data_files import put, read


def load_glossary() -> int:
    """Create or update rows from the data files; returns the number of changes."""
    changed = [
        put(Ingredient, {"inci_name": row.pop("inci_name")}, **row)[1] for row in read("ingredients.json")
    ]
    for row in read("people.json").values():
        changed.append(put(ResponsiblePerson, {"name": row.pop("name")}, **row)[1])
    for row in read("certificates.json").values():
        changed.append(put(Certificate, {"licence_number": row.pop("licence_number")}, **row)[1])
    for position, row in enumerate(read("needs.json")):
        changed.append(put(SkinNeed, {"slug": row["slug"]}, name=row["name"], position=position)[1])
    for row in read("classes.json"):
        changed.append(put(get_model("catalogue", "ProductClass"), {"slug": row.pop("slug")}, **row)[1])
    return sum(changed) + sum(map(_load_category, read("categories.json")))


def _load_category(row: dict[str, str]) -> bool:
    """Categories are tree nodes, so new ones are created with `add_root`."""
    category_model = get_model("catalogue", "Category")
    if not category_model.objects.filter(slug=row["slug"]).exists():
        category_model.add_root(**row)
        return True
    return put(category_model, {"slug": row.pop("slug")}, **row)[1]
