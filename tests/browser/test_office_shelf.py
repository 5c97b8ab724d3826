"""A shopkeeper counts what is on the shelf, and copies a product and puts the copy away."""

from playwright.sync_api import Page, expect

from shop.accounts.models import User
from shop.catalogue.models import Batch, Product
from tests.browser.office import signs_in
from tests.support.factories import a_product
from tests.support.roles import shopkeeper_group
from tests.support.shelf import a_batch, adds_up, record_of


def test_a_stock_take_by_batch_posts_the_difference(desktop: Page, ben: User) -> None:
    ben.groups.add(shopkeeper_group())
    batch = a_batch(a_product("Marigold oil", stock=0), pieces=5, number="L-204")
    oil = batch.product
    signs_in(desktop, ben)
    desktop.get_by_role("button", name="Goods").click()
    desktop.get_by_role("link", name="Stock", exact=True).click()
    desktop.get_by_role("link", name="Marigold oil").click()
    desktop.get_by_role("link", name="Count by batch").click()
    desktop.get_by_label("Batch").first.fill("L-204")
    desktop.get_by_label("Best before").first.fill(str(batch.best_before))
    desktop.get_by_label("Pieces").first.fill("3")
    desktop.get_by_role("button", name="Post the count").click()
    expect(desktop.get_by_text("a difference of -2 is posted")).to_be_visible()
    assert record_of(oil).num_in_stock == 3 and adds_up(oil)
    assert Batch.objects.count() == 1


def test_a_product_is_copied_and_the_copy_put_away(desktop: Page, ben: User) -> None:
    ben.groups.add(shopkeeper_group())
    oil = a_product("Marigold oil")
    signs_in(desktop, ben)
    desktop.goto(f"/office/products/{oil.pk}/")
    desktop.get_by_role("button", name="Duplicate").click()
    expect(desktop.get_by_role("button", name="Publish")).to_be_visible()
    copy = Product.objects.exclude(pk=oil.pk).get()
    assert not copy.is_public
    desktop.get_by_role("button", name="Archive").click()
    expect(desktop.get_by_role("button", name="Bring it back")).to_be_visible()
    assert Product.objects.get(pk=copy.pk).is_archived and not Product.objects.get(pk=oil.pk).is_archived
    desktop.get_by_role("button", name="Bring it back").click()
    expect(desktop.get_by_role("button", name="Archive")).to_be_visible()
