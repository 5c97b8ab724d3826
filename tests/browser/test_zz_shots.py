from datetime import timedelta
from django.utils import timezone
from playwright.sync_api import Page
from shop.accounts.models import User
from shop.catalogue import off_sale
from shop.catalogue.models import SetPart, Batch
from shop.catalogue.set_making import make_sets
from shop.partner.models import StockRecord
import uuid
from tests.browser.test_packing import signs_in
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.roles import owner_group
from tests.support.shelf import a_batch, record_of
from shop.order import dispatch
from shop.order.batches import Packed


def test_shots(open_page, ben: User) -> None:
    ben.groups.add(owner_group())
    oil = a_product("Everyday massage oil", stock=0)
    old = a_product("Sweet almond oil", stock=12)
    b = [a_batch(oil, pieces=12, number=f"L-20{n}") for n in range(4)]
    due = a_batch(oil, pieces=12, number="L-300", expires=timezone.localdate() + timedelta(days=60))
    off_sale.block(batch=b[0], reason="Two caps leak", by=ben)
    off_sale.take_off_sale()
    gift = a_product("Newborn massage set", stock=0, volume_ml=None, contents="1 bottle")
    SetPart.objects.create(set=gift, part=oil, pieces=1)
    make_sets(record=record_of(gift), sets=5, number="S261129", key=uuid.uuid4(), by=ben)
    order = a_paid_order(oil, quantity=2)
    line = order.lines.get()
    dispatch.dispatch_order(order=order, tracking_number="", batches=[Packed(line.pk, b[1].pk, 2)], by=ben)
    a_paid_order(oil, quantity=3)
    off_sale.block(batch=b[2], reason="Wrong label", by=ben)
    pages = {
        "list": "/office/batches/",
        "batch": f"/office/batches/{b[1].pk}/",
        "correct": f"/office/batches/{b[3].pk}/correct/",
        "today": "/office/",
        "count": f"/office/stock/{record_of(old).pk}/batches/",
        "set": f"/office/stock/{record_of(gift).pk}/set/",
        "line": f"/office/orders/{order.number}/batches/{line.pk}/",
        "shelf": "/office/stock/",
        "size": f"/office/stock/{record_of(oil).pk}/",
        "late": f"/office/batches/{due.pk}/",
    }
    for width in (390, 1280):
        page = open_page({"width": width, "height": 900})
        signs_in(page, ben)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for name, url in pages.items():
                if scheme == "dark" and name not in ("list", "batch", "set", "count"):
                    continue
                page.goto(url)
                page.screenshot(path=f"/tmp/shots/{name}-{width}-{scheme}.png", full_page=True)
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > width:
                    print("WIDE", name, width, wide)
