import pytest

from shop.catalogue.models import Product, ProductClass
from shop.catalogue.reference import Ingredient

pytestmark = pytest.mark.django_db


@pytest.fixture
def oil() -> Product:
    kind = ProductClass.objects.create(name="Oils", slug="oils")
    return Product.objects.create(
        title="Oil", product_class=kind, inci="Tocopherol, Prunus Amygdalus Dulcis Oil"
    )


def names(product: Product) -> list[str]:
    return list(product.ingredient_rows.values_list("ingredient__inci_name", flat=True))


def test_saving_writes_the_ingredients_in_order(oil: Product) -> None:
    assert names(oil) == ["TOCOPHEROL", "PRUNUS AMYGDALUS DULCIS OIL"]
    assert (oil.is_fragrance_free, oil.is_nut_free) == (True, False)


def test_changing_the_list_changes_rows_and_flags(oil: Product) -> None:
    oil.inci = "Linalool, Tocopherol"
    oil.save()
    assert names(oil) == ["LINALOOL", "TOCOPHEROL"]
    assert (oil.is_fragrance_free, oil.is_nut_free) == (False, True)


def test_a_glossary_entry_stays(oil: Product) -> None:
    Ingredient.objects.filter(inci_name="TOCOPHEROL").update(note="Vitamin E.")
    oil.inci = "Tocopherol"
    oil.save()
    assert oil.ingredients.get().note == "Vitamin E."


def test_a_size_takes_its_parents_flags(oil: Product) -> None:
    oil.structure = Product.PARENT
    oil.save()
    child = Product.objects.create(parent=oil, structure=Product.CHILD, volume_ml=50)
    oil.inci = "Tocopherol"
    oil.save()
    child.refresh_from_db()
    assert child.is_nut_free
