"""The first row of Today: what each role does most often, one click away."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser
from wagtail.admin.ui.components import Component

from shop.accounts.models import User

# Label, name of the URL, right that opens it, icon.
SHORTCUTS: Final = (
    ("Pack and send", "office_packing:pack", "office.pack", "mail"),
    ("Find an order", "office_orders:index", "office.look_up_orders", "search"),
    ("Phone order", "office_orders:phone_new", "office.change_orders", "mobile-alt"),
    ("Receive stock", "office_stock:receive", "office.look_after_stock", "download"),
    ("Prices and stock", "office_prices:index", "office.look_after_products", "tag"),
    ("New code", "office_offers:new", "office.look_after_products", "pick"),
    ("Payments to check", "office_orders:payments", "office.decide_payments", "warning"),
    ("VAT of a period", "office_figures:vat", "office.read_figures", "order"),
)


class Shortcuts(Component):
    """Links to the screens that this person may open."""

    order = -1  # before the panels
    template_name = "backoffice/today/shortcuts.html"

    def __init__(self, user: User | AnonymousUser) -> None:
        self.shown = [row for row in SHORTCUTS if user.has_perm(row[2])]

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"shortcuts": self.shown}
