from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django_webtest import DjangoTestApp
from PIL import Image
from webtest import Upload

from shop.accounts.models import User
from shop.catalogue.models import Product, ProductClass
from shop.settings.pictures import PICTURE_WIDTHS
from tests.support.cast import access
from tests.support.factories import a_category, a_product, a_product_in_sizes
from tests.support.roles import shopkeeper_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(django_app: DjangoTestApp, cleo: User) -> DjangoTestApp:
    """A browser in which Cleo, with the staff group, has signed in."""
    cleo.groups.add(shopkeeper_group())
    django_app.set_user(cleo)
    return django_app


def the_form(desk: DjangoTestApp, product: Product) -> Any:
    return desk.get(f"/dashboard/catalogue/products/{product.pk}/").forms["create_update_product_form"]


@pytest.fixture
def oil() -> Product:
    return a_product(categories=[a_category()])


def test_only_staff_with_the_permission_see_it(oil: Product, ada: User, ben: User, cleo: User) -> None:
    ben.user_permissions.add(Permission.objects.get(codename="dashboard_access"))  # a supplier of other goods
    people = {"visitor": None, "shopper": ada, "supplier": ben, "staff without permission": cleo}
    found = access(f"/dashboard/catalogue/products/{oil.pk}/", people)
    assert found == {"visitor": 302, "shopper": 403, "supplier": 404, "staff without permission": 403}


def test_publishing_names_each_missing_field(desk: DjangoTestApp, oil: Product) -> None:
    form = the_form(desk, oil)
    form["is_public"] = True
    page = form.submit(name="action", value="save")
    errors = page.context["form"].errors
    assert {"description", "precautions", "min_age_months", "responsible_person_uk", "cpsr_date"} <= set(
        errors
    )


def test_a_draft_may_lack_anything(desk: DjangoTestApp, oil: Product) -> None:
    form = the_form(desk, oil)
    form["is_public"] = False
    form["country_of_origin"] = "gb"
    assert form.submit(name="action", value="save").status_code == 302
    oil.refresh_from_db()
    assert (oil.is_public, oil.country_of_origin) == (False, "GB")


def test_the_panel_says_what_is_missing_and_links_to_it(desk: DjangoTestApp, oil: Product) -> None:
    page = desk.get(f"/dashboard/catalogue/products/{oil.pk}/")
    assert page.html.select_one("section.alert a[href='#id_precautions']")


def test_ingredients_without_a_note_are_listed(desk: DjangoTestApp, oil: Product) -> None:
    assert "No plain-English note yet for HELIANTHUS" in desk.get(f"/dashboard/catalogue/products/{oil.pk}/")


def test_a_size_asks_for_its_volume_only(desk: DjangoTestApp) -> None:
    child = a_product_in_sizes().children.first()
    form = the_form(desk, child)
    assert "inci" not in form.fields
    form["volume_ml"] = ""
    assert list(form.submit(name="action", value="save").context["form"].errors) == ["volume_ml"]


def test_a_parent_has_no_volume(desk: DjangoTestApp) -> None:
    assert "volume_ml" not in the_form(desk, a_product_in_sizes()).fields


def test_a_second_product_without_a_sku_can_be_saved(desk: DjangoTestApp) -> None:
    a_product_in_sizes()
    second = a_product_in_sizes("Another oil", is_public=False, categories=[a_category()])
    assert the_form(desk, second).submit(name="action", value="save").status_code == 302


def test_a_new_product_starts_as_a_draft(desk: DjangoTestApp) -> None:
    ProductClass.objects.create(name="Oils", slug="oils")
    shelf = a_category()
    form = desk.get("/dashboard/catalogue/products/create/oils/").forms["create_update_product_form"]
    form["title"] = "New oil"
    form["productcategory_set-0-category"] = shelf.pk
    assert form.submit(name="action", value="save").status_code == 302
    assert not Product.objects.get(title="New oil").is_public


def upload(desk: DjangoTestApp, oil: Product, side: int) -> Any:
    photo = BytesIO()
    Image.new("RGB", (side, side), "olive").save(photo, "JPEG")
    form = the_form(desk, oil)
    form["is_public"] = False
    form["images-0-original"] = Upload("photo.jpg", photo.getvalue(), "image/jpeg")
    return form.submit(name="action", value="save")


def test_an_uploaded_picture_gets_its_files(desk: DjangoTestApp, oil: Product) -> None:
    assert upload(desk, oil, 640).status_code == 302
    made = oil.images.get().original.aspect_ratios["1/1"]["AVIF"]
    assert {width for width, picture in made.items() if picture.path.exists()} == {
        width for width in PICTURE_WIDTHS if width <= 640
    }


def test_a_picture_too_small_for_a_phone_is_refused(desk: DjangoTestApp, oil: Product) -> None:
    page = upload(desk, oil, 599)
    assert "599 × 599 pixels" in page
    assert not oil.images.exists()


def test_a_kind_of_goods_says_whether_it_is_a_cosmetic(desk: DjangoTestApp) -> None:
    assert desk.get("/dashboard/catalogue/product-type/create/").html.select_one("#id_is_cosmetic")
