"""A buyer's cancellation is refunded with as few clicks as the office promises."""

from playwright.sync_api import Page, expect

from shop.accounts.models import User
from shop.order.models import Return
from shop.order.return_rows import State
from shop.order.returns.steps import note_arrival
from tests.browser.office import clicks, signs_in, starts_counting
from tests.support.factories import a_product
from tests.support.packing import send
from tests.support.purchases import a_paid_order
from tests.support.returns import a_return, back
from tests.support.roles import shopkeeper_group

AT_MOST = 4


def test_a_cancellation_is_refunded_with_four_clicks(desktop: Page, ben: User) -> None:
    ben.groups.add(shopkeeper_group())
    order = a_paid_order(a_product(stock=9), quantity=2)
    send(order)
    order.refresh_from_db()
    row = a_return(order)
    note_arrival(item_return=row, arrived=back(row, State.SEALED), by=ben)
    signs_in(desktop, ben)
    starts_counting(desktop)
    desktop.get_by_role("link", name="1 return to look after").click()
    desktop.get_by_role("link", name=order.number).click()
    desktop.get_by_role("link", name="Refund", exact=True).click()
    desktop.get_by_role("button", name="Give £32.95 back").click()
    expect(desktop.get_by_text("£32.95 will be refunded to the card.")).to_be_visible()
    assert Return.objects.get().outcome == "refunded"
    assert clicks(desktop) <= AT_MOST
