"""What a browser does for shoppers who come back: routines, ingredients to avoid, products looked at."""

from collections.abc import Callable
from decimal import Decimal

from playwright.sync_api import Page, expect

from shop.catalogue.listing.variants import public_products, sizes_of
from shop.catalogue.models import Ingredient
from shop.catalogue.routine.table import routine_table
from shop.offer.public_offers import OffersOnShow
from tests.browser.conftest import PHONE
from tests.support.factories import a_product, a_product_in_sizes

ROUTINES = [("1", "5"), ("2", "0.5"), ("4", "20"), ("7", "5"), ("21", "12.5")]


def told(page: Page) -> list[str]:
    """The reader's own row, cell by cell, and the advice below it."""
    cells = page.locator("[data-routine-yours] td span").all_inner_texts()
    return [*cells, page.locator("[data-routine-advice]").inner_text()]


def by_rules(times: str, ml: str) -> list[str]:
    """What the server's rules say for the same routine."""
    sizes = sizes_of(public_products().get(), OffersOnShow())
    table = routine_table(title="Oil", sizes=sizes, ml=Decimal(ml), months_open=6)
    assert table
    cells = [word for cell in table.cells(int(times)) for word in (cell.lasts, cell.cost)]
    return [*cells, table.advice_for(int(times))]


def test_script_and_server_tell_the_same_of_a_routine(phone: Page) -> None:
    sizes = {50: "8.50", 100: "14.50", 250: "29.00"}
    oil = a_product_in_sizes("Oil", sizes=sizes, ml_per_massage="5", pao_months=6)
    phone.goto(oil.get_absolute_url())
    phone.get_by_text("How long will a bottle last?").click()
    for times, ml in ROUTINES:
        phone.get_by_label("Massages a week").fill(times)
        phone.get_by_label("Oil for one (ml)").fill(ml)
        assert told(phone) == by_rules(times, ml)


def test_common_routines_are_told_without_script(open_page: Callable[..., Page]) -> None:
    oil = a_product("Oil", ml_per_massage="5", pao_months=6)
    page = open_page(PHONE, java_script_enabled=False)
    page.goto(oil.get_absolute_url())
    page.get_by_text("How long will a bottle last?").click()
    expect(page.get_by_role("row", name="7 a week")).to_contain_text("about 2 weeks")
    expect(page.get_by_label("Massages a week")).to_be_hidden()


def test_an_avoided_ingredient_is_marked_everywhere(phone: Page) -> None:
    oil, plain = a_product("Oil"), a_product("Jojoba", inci="Simmondsia Chinensis Seed Oil")
    Ingredient.objects.filter(inci_name="HELIANTHUS ANNUUS SEED OIL").update(common_name="sunflower oil")
    note = phone.get_by_text("Contains sunflower oil, which you avoid")
    phone.goto("/ingredients/")
    phone.get_by_label("sunflower oil").check()
    expect(phone.get_by_text("1 ingredient on your list.")).to_be_visible()
    phone.goto("/shop/")
    expect(note).to_have_count(1)
    phone.goto(oil.get_absolute_url())
    expect(note).to_be_visible()
    phone.get_by_role("button", name="Add to basket").first.click()
    expect(phone.get_by_role("dialog").get_by_text("Contains sunflower oil, which you avoid")).to_be_visible()
    phone.goto(plain.get_absolute_url())
    expect(note).to_have_count(0)
    phone.goto("/ingredients/")
    expect(phone.get_by_label("sunflower oil")).to_be_checked()


def test_products_looked_at_are_shown_until_forgotten(phone: Page) -> None:
    first, second = a_product("First oil"), a_product("Second oil")
    strip = phone.get_by_role("region", name="Recently viewed")
    phone.goto(first.get_absolute_url())
    expect(strip).to_be_hidden()
    phone.goto(second.get_absolute_url())
    expect(strip.get_by_role("link")).to_have_text("First oil")
    strip.get_by_role("button", name="Forget these").click()
    expect(strip).to_be_hidden()
    phone.goto("/ingredients/")
    phone.get_by_label("Show products I looked at lately").uncheck()
    phone.goto(first.get_absolute_url())
    phone.goto(second.get_absolute_url())
    expect(strip).to_be_hidden()
