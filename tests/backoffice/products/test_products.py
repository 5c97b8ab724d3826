"""Products in the office: the list, one page for a product and its sizes, publishing, copying, archiving."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from shop.accounts.models import User
from shop.backoffice.models import ProductWeight
from shop.backoffice.roles import PACKER, role_group
from shop.catalogue.archiving import archive
from shop.catalogue.models import Product, ProductClass, ResponsiblePerson
from shop.catalogue.querysets import publish
from shop.partner.models import StockRecord
from tests.support.cast import signed_in
from tests.support.factories import a_category, a_product, a_product_in_sizes
from tests.support.html import main_words_of
from tests.support.shelf import record_of

pytestmark = pytest.mark.django_db
LIST = "/office/products/"


def url(product: Product, action: str = "") -> str:
    return f"{LIST}{product.pk}/{action}"


def page(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def shown(client: Client, product: Product) -> dict[str, list[str]]:
    """Everything that the page's form would send."""
    form = page(client.get(url(product))).select_one(f'form[action$="/{product.pk}/save/"]')
    sent: dict[str, list[str]] = {}
    for field in form.select("[name]"):
        if field.name == "textarea":
            value = field.text.removeprefix("\n")
        elif field.name == "select":
            chosen = field.select_one("option[selected]")
            value = chosen["value"] if chosen else ""
        elif field.get("type") == "checkbox" and not field.has_attr("checked"):
            continue
        else:
            value = field.get("value", "on" if field.get("type") == "checkbox" else "")
        sent.setdefault(field["name"], []).append(value)
    return sent


def saved(client: Client, product: Product, **changed: Any) -> Any:
    given = {name.replace("__", "-"): value for name, value in changed.items()}
    return client.post(url(product, "save/"), shown(client, product) | given)


def complete(**more: Any) -> Product:
    person = ResponsiblePerson.objects.create(
        name="Us", address="1 Mill Lane", email="rp@example.com", region="UK"
    )
    facts: dict[str, Any] = {
        "description": "<p>Plain.</p>",
        "directions": "Warm it.",
        "precautions": "Keep away from flames and wash oily cloths. Ask before use on newborn skin.",
        "min_age_months": 0,
        "pao_months": 6,
        "country_of_origin": "GB",
        "responsible_person_uk": person,
        "scpn_reference": "1",
        "pif_location": "Office",
        "cpsr_date": date(2026, 1, 1),
        "ni_ready": False,
    }
    sold = {"title": "Evening oil", "is_public": False, "categories": [a_category()]}
    return a_product(**(facts | sold | more))


def test_the_list_finds_a_product_by_the_sku_of_a_size(shopkeeper: Client) -> None:
    oil = a_product_in_sizes("Marigold oil")
    a_product("Rose water")
    sku = record_of(oil.children.first()).partner_sku
    found = main_words_of(shopkeeper.get(LIST, {"q": sku}))
    assert "Marigold oil" in found and "Rose water" not in found


def test_a_page_that_is_saved_as_it_was_shown_changes_nothing(shopkeeper: Client) -> None:
    oil = a_product_in_sizes(
        "Marigold oil", description="<p>One.</p>\n<p>Two.</p>", categories=[a_category()], is_public=False
    )
    before = Product.objects.filter(pk=oil.pk).values().get()
    answer = shopkeeper.post(url(oil, "save/"), shown(shopkeeper, oil), follow=True)
    assert "Nothing was changed." in answer.content.decode()
    assert Product.objects.filter(pk=oil.pk).values().get() == before


def test_only_changed_columns_are_written(shopkeeper: Client) -> None:
    oil = a_product("Marigold oil", is_public=False)
    late = shown(shopkeeper, oil)
    Product.objects.filter(pk=oil.pk).update(function="Bath oil")
    shopkeeper.post(url(oil, "save/"), late | {"summary": "For every day."})
    oil.refresh_from_db()
    assert (oil.summary, oil.function) == ("For every day.", "Bath oil")


def test_whoever_changed_the_same_field_is_named(shopkeeper: Client) -> None:
    oil = a_product("Marigold oil", is_public=False)
    late = shown(shopkeeper, oil) | {"summary": "Mine."}
    saved(shopkeeper, oil, summary="Theirs.")
    answer = shopkeeper.post(url(oil, "save/"), late)
    assert "Pat (at " in main_words_of(answer) and "it is “Theirs.” now" in main_words_of(answer)
    assert page(answer).select_one("[name=summary]")["value"] == "Mine."
    again = late | {"initial-summary": page(answer).select_one("[name=initial-summary]")["value"]}
    shopkeeper.post(url(oil, "save/"), again)
    oil.refresh_from_db()
    assert oil.summary == "Mine."


def test_a_description_is_typed_as_text(shopkeeper: Client) -> None:
    oil = a_product("Marigold oil", description="<p>Soft &amp; light.</p>", is_public=False)
    assert shown(shopkeeper, oil)["description"] == ["Soft & light."]
    saved(shopkeeper, oil, description="For <b>you</b>\n\n- one\n- two")
    oil.refresh_from_db()
    assert oil.description == "<p>For &lt;b&gt;you&lt;/b&gt;</p>\n<ul><li>one</li><li>two</li></ul>"


def test_what_is_missing_stands_on_top_and_the_gate_refuses(shopkeeper: Client) -> None:
    oil = a_product("Marigold oil", is_public=False)
    assert page(shopkeeper.get(url(oil))).select_one('.product-missing a[href="#id_precautions"]')
    answer = shopkeeper.post(url(oil, "publish/"), follow=True)
    assert "is not published" in answer.content.decode()
    oil.refresh_from_db()
    assert not oil.is_public


def test_what_shoppers_couldn_t_buy_is_not_published(shopkeeper: Client) -> None:
    oil = complete(structure=Product.PARENT, volume_ml=None)
    StockRecord.objects.filter(product=oil).delete()
    assert page(shopkeeper.get(url(oil))).select_one('.product-missing a[href="#sizes"]')
    shopkeeper.post(url(oil, "publish/"))
    oil.refresh_from_db()
    assert not oil.is_public


def test_a_product_without_price_and_category_says_so(shopkeeper: Client) -> None:
    oil = complete(categories=[])
    StockRecord.objects.filter(product=oil).delete()
    missing = page(shopkeeper.get(url(oil))).select(".product-missing a")
    assert {link["href"] for link in missing} == {"#id_piece-price", "#id_categories"}


def test_the_number_in_stock_leads_to_the_shelf(shopkeeper: Client) -> None:
    oil = a_product("Marigold oil")
    assert page(shopkeeper.get(url(oil))).select_one(f'a[href="/office/stock/{record_of(oil).pk}/"]')


def test_ingredients_without_a_note_are_named(shopkeeper: Client) -> None:
    answer = shopkeeper.get(url(a_product("Marigold oil", is_public=False)))
    assert "No plain-English note yet for HELIANTHUS" in main_words_of(answer)
    assert page(answer).select_one('a[href="/office/lists/ingredients/"]')


def test_two_drafts_may_be_without_a_sku(shopkeeper: Client) -> None:
    first, second = (a_product(title, is_public=False) for title in ("Marigold oil", "Rose water"))
    Product.objects.update(upc=None)
    for product in (first, second):
        assert saved(shopkeeper, product, summary="Plain.", upc="").status_code == 302
    assert Product.objects.filter(upc__isnull=True, summary="Plain.").count() == 2


def test_a_complete_draft_is_published_and_taken_back(shopkeeper: Client) -> None:
    oil = complete()
    shopkeeper.post(url(oil, "publish/"))
    oil.refresh_from_db()
    assert oil.is_public
    shopkeeper.post(url(oil, "unpublish/"))
    oil.refresh_from_db()
    assert not oil.is_public


def test_a_published_product_can_t_lose_what_the_law_wants(shopkeeper: Client) -> None:
    oil = complete(is_public=True)
    answer = saved(shopkeeper, oil, precautions="", summary="New words.")
    assert answer.status_code == 422
    assert "Enter the precautions" in main_words_of(answer)
    oil.refresh_from_db()
    assert oil.precautions and oil.summary != "New words."


def test_a_new_product_gets_a_size_with_its_price(shopkeeper: Client) -> None:
    kind = ProductClass.objects.create(name="Oils", slug="oils")
    shopkeeper.post(f"{LIST}add/", {"title": "New oil", "product_class": kind.pk, "structure": "parent"})
    made = Product.objects.get(title="New oil")
    assert not made.is_public
    new = {"volume_ml": "50", "upc": "PS-NEW-50", "grams": "90", "price": "£8.5", "is_public": "on"}
    saved(shopkeeper, made, **{f"new-0-{name}": value for name, value in new.items()})
    size = made.children.get()
    record = record_of(size)
    assert (size.full_name, record.price, record.num_in_stock) == (
        "New oil, 50 ml (PS-NEW-50)",
        Decimal("8.50"),
        0,
    )
    assert ProductWeight.objects.get(product=size).grams == 90


def test_a_new_size_says_what_it_lacks(shopkeeper: Client) -> None:
    oil = a_product_in_sizes("Marigold oil", is_public=False)
    answer = saved(shopkeeper, oil, **{"new-0-price": "9.20"})
    words = main_words_of(answer)
    assert "How many millilitres?" in words and "With a price it needs a SKU." in words
    assert oil.children.count() == 2


def test_skus_and_addresses_are_given_once(shopkeeper: Client) -> None:
    a_product("Rose water", slug="rose-water")
    oil = a_product_in_sizes("Marigold oil", is_public=False)
    row = {"volume_ml": "30", "upc": "PS-X", "price": "9.20"}
    twice = {f"new-{place}-{name}": value for place in range(2) for name, value in row.items()}
    answer = saved(shopkeeper, oil, slug="rose-water", **twice)
    assert "Two sizes have this SKU." in main_words_of(answer)
    assert "Another product has this address." in main_words_of(answer)
    assert oil.children.count() == 2


def test_a_copy_is_a_draft_without_what_is_the_original_s_own(shopkeeper: Client) -> None:
    oil = a_product_in_sizes("Marigold oil", scpn_reference="123", categories=[a_category()])
    answer = shopkeeper.post(url(oil, "duplicate/"))
    made = Product.objects.get(title="Copy of Marigold oil")
    assert answer.headers["Location"] == url(made)
    assert (made.is_public, made.scpn_reference, made.inci) == (False, "", oil.inci)
    assert [size.volume_ml for size in made.children.order_by("volume_ml")] == [50, 100]
    assert made.categories.count() == 1 and not made.children.filter(stockrecords__isnull=False)


def test_an_archived_product_is_off_every_list_and_can_t_be_published(shopkeeper: Client) -> None:
    oil = complete(title="Marigold oil", is_public=True)
    shopkeeper.post(url(oil, "archive/"), follow=True)
    oil.refresh_from_db()
    assert oil.is_archived and not oil.is_public
    assert "Marigold oil" not in main_words_of(shopkeeper.get(LIST))
    assert "Marigold oil" in main_words_of(shopkeeper.get(LIST, {"state": "archived"}))
    assert "Marigold oil" not in main_words_of(shopkeeper.get("/office/prices/"))
    assert publish(Product.objects.filter(pk=oil.pk))[0] == []
    shopkeeper.post(url(oil, "back/"))
    shopkeeper.post(url(oil, "publish/"))
    oil.refresh_from_db()
    assert oil.is_public


def test_a_draft_is_previewed_as_the_shop_would_show_it(shopkeeper: Client) -> None:
    oil = a_product_in_sizes("Marigold oil", is_public=False, description="<p>Golden words.</p>")
    answer = shopkeeper.get(url(oil, "preview/"))
    assert answer.status_code == 200
    assert signed_in(None).get(oil.get_absolute_url()).status_code == 404
    assert "Golden words." in answer.content.decode() and "preview" in answer.content.decode()


def test_packers_read_and_change_nothing(ada: User) -> None:
    oil = a_product("Marigold oil")
    ada.groups.add(role_group(PACKER))
    client = signed_in(ada)
    found = page(client.get(url(oil)))
    assert found.select_one("fieldset[disabled]") and not found.find("button", string="Save")
    client.post(url(oil, "save/"), {"summary": "Mine."})
    client.post(url(oil, "archive/"))
    oil.refresh_from_db()
    assert oil.summary != "Mine." and not oil.is_archived


def test_archiving_twice_keeps_the_first_day() -> None:
    oil = a_product()
    archive(product=oil)
    first = oil.archived_at
    archive(product=oil)
    assert oil.archived_at == first
