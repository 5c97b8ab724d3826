"""The office's menu: what a person may open, in an order that is given here.

`permission` is what opens the screen.
"""

from functools import cache
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from shop.backoffice.gate import may_follow
from shop.backoffice.packing.queue import paid_orders
from shop.order.dispatch_holds import dispatchable

HOME: Final = "wagtailadmin_home"


@cache
def _address(url_name: str) -> str:
    return reverse(url_name)


class Entry(MenuItem):
    """A menu item for people with its permission; an empty one is for everybody who works here."""

    def __init__(self, label: str, url_name: str, permission: str, icon: str, order: int) -> None:
        name = f"office-{url_name.replace(':', '-')}"
        super().__init__(label, url_name, name=name, icon_name=icon, order=order)
        self.permission = permission

    @property
    def url(self) -> str:
        """Its address. Each page asks for it several times, so it is looked up once."""
        return _address(self._url_name)

    @url.setter
    def url(self, url_name: str) -> None:
        """Wagtail's constructor sets what it was given: here the name, because no URL is known yet."""
        self._url_name = url_name

    def is_shown(self, request: HttpRequest) -> bool:
        return not self.permission or bool(request.user.has_perm(self.permission))


class CountedEntry(Entry):
    """With the number of parcels that may be sent now."""

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        waiting = dispatchable(paid_orders()).count()
        label = f"{self.label} ({waiting})" if waiting else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, attrs=self.attrs)


Row = tuple[str, str, str, str]  # label, name of the URL, permission, icon


def _entries(*rows: Row) -> list[MenuItem]:
    return [Entry(*row, place) for place, row in enumerate(rows)]


ORDERS: Final = _entries(
    ("All orders", "office_orders:index", "office.look_up_orders", "doc-full"),
    ("Returns and cancellations", "office_returns:index", "office.see_returns", "resubmit"),
    ("Payments to check", "office_orders:payments", "office.check_payments", "warning"),
    ("Phone order", "office_orders:phone_new", "office.change_orders", "mobile-alt"),
    ("Payment links", "office_orders:phone_links", "office.change_orders", "link"),
    ("Emails", "office_emails:index", "office.look_up_orders", "mail"),
    ("Complaints about data", "office_complaints:index", "office.look_after_customers", "comment"),
)
GOODS: Final = _entries(
    ("Receive stock", "office_stock:receive", "office.look_after_stock", "download"),
    ("Stock", "office_stock:shelf", "office.look_after_stock", "list-ul"),
    ("Batches", "office_batches:index", "office.look_after_stock", "calendar-alt"),
    ("Recalls", "office_recalls:index", "office.look_after_stock", "warning"),
    ("Enter a skin reaction", "office_safety:new", "office.enter_reactions", "edit"),
    ("Skin reactions", "office_safety:index", "office.read_reactions", "view"),
)
SHOP: Final = _entries(
    ("Products", "office_products:index", "office.see_products", "tag"),
    ("Prices and stock", "office_prices:index", "office.see_prices", "table"),
    ("Planned prices", "office_prices:planned", "office.see_prices", "calendar-alt"),
    ("Offers and codes", "office_offers:index", "office.look_after_products", "pick"),
    ("Reviews", "office_reviews:index", "office.moderate_reviews", "comment"),
    ("Lists", "office_lists:index", "office.look_after_products", "list-ul"),
)
FIGURES: Final = _entries(
    ("Sales", "office_figures:sales", "office.read_figures", "view"),
    ("Best sellers", "office_figures:best_sellers", "office.read_figures", "list-ol"),
    ("Codes", "office_figures:codes", "office.read_figures", "pick"),
    ("Baskets left", "office_figures:baskets", "office.read_figures", "clipboard-list"),
    ("VAT", "office_figures:vat", "office.read_figures", "order"),
    ("Refunds by reason", "office_figures:refunds", "office.read_figures", "resubmit"),
    ("Returns", "office_figures:returns", "office.read_figures", "resubmit"),
    ("Stock value", "office_figures:stock", "office.read_figures", "list-ul"),
    ("Payouts", "office_figures:payouts", "office.read_figures", "resubmit"),
    ("Accountant’s file", "office_figures:accounts", "office.read_figures", "download"),
    ("Sent at no charge", "office_figures:at_no_charge", "office.read_figures", "rotate"),
    ("Invoices and credit notes", "office_invoices:index", "office.read_documents", "doc-full-inverse"),
    ("What guides sell", "desk-sales", "office.read_figures", "view"),
)
SETTINGS: Final = _entries(
    ("Announcement", "office_settings:announcement", "office.announce", "comment"),
    ("Dispatch and closures", "office_settings:dispatch", "office.see_settings", "date"),
    ("Free delivery", "office_settings:free_delivery", "office.see_settings", "pick"),
    ("Delivery prices", "office_settings:delivery_prices", "office.see_settings", "site"),
    ("Contributions", "office_settings:contributions", "office.see_settings", "pick"),
    ("Trader’s details", "office_settings:trader", "office.see_settings", "user"),
    ("Brand", "office_settings:brand", "office.see_settings", "view"),
    ("Name and menu", "office_settings:header", "office.see_settings", "list-ul"),
    ("Footer", "office_settings:footer", "office.see_settings", "list-ul"),
    ("VAT registration and rates", "office_settings:vat", "office.see_settings", "order"),
    ("Terms of sale", "office_settings:terms", "office.see_settings", "doc-full"),
    ("Email texts", "office_settings:mail_texts", "office.see_settings", "mail"),
    ("Retention", "office_settings:retention", "office.see_settings", "bin"),
    ("People and roles", "wagtailusers_users:index", "office.give_roles", "user"),
    ("Activity", "office_activity:index", "office.read_activity", "history"),
    ("Import and export", "office_import:index", "office.look_after_products", "download"),
)
TODAY: Final = Entry("Today", HOME, "", "home", 10)
MAIN: Final[list[MenuItem]] = [
    TODAY,
    CountedEntry("Pack and send", "office_packing:pack", "office.pack", "mail", 20),
    SubmenuMenuItem("Orders", Menu(items=ORDERS), name="office-orders", icon_name="doc-full", order=30),
    SubmenuMenuItem("Goods", Menu(items=GOODS), name="office-goods", icon_name="folder", order=40),
    SubmenuMenuItem("Shop", Menu(items=SHOP), name="office-shop", icon_name="tag", order=50),
    Entry("Customers", "office_customers:index", "office.look_up_customers", "group", 60),
    SubmenuMenuItem("Figures", Menu(items=FIGURES), name="office-figures", icon_name="view", order=70),
]
# By the names of Wagtail's entries.
OUR_WORDS: Final = {
    "images": "Pictures",
    "documents": "Files",
    "redirects": "Old addresses that lead on",
    "sites": "The shop’s own address",
    "collections": "Folders of pictures and files",
    "workflows": "Ways to approve pages",
    "workflow-tasks": "Steps of approval",
}
# Set up once with the server; a change stops guides from being approved or found.
SERVER_ONLY: Final = frozenset({"sites", "collections", "workflows", "workflow-tasks"})
PAGES: Final = Entry("Pages", "wagtailadmin_explore_root", "office.write_content", "folder-open-inverse", 100)


def register() -> None:
    """Add the entries to Wagtail's menus, and take out of them what the gate doesn't open."""
    for item in MAIN:
        hooks.register("register_admin_menu_item", lambda item=item: item)
    for item in SETTINGS:
        hooks.register("register_settings_menu_item", lambda item=item: item)
    for name in ("construct_main_menu", "construct_reports_menu", "construct_settings_menu"):
        hooks.register(name, only_open)
    hooks.register("construct_main_menu", group_content, order=1)
    hooks.register("construct_help_menu", no_help)


def entries_for(request: HttpRequest) -> list[MenuItem]:
    """All entries of ours that this person may open, without their submenus."""
    main = [item for item in MAIN if isinstance(item, Entry)]
    every = [*main, *ORDERS, *GOODS, *SHOP, *FIGURES, *SETTINGS]
    return [item for item in every if item.is_shown(request) and may_follow(request.user, item.url)]


def only_open(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out entries whose address is closed to this person; Wagtail's history is “Activity” here.

    What is set up with the server is for its administrators, in plain words.
    """
    hidden = {"site-history"} if request.user.is_superuser else {"site-history", *SERVER_ONLY}
    items[:] = [item for item in items if item.name not in hidden and may_follow(request.user, item.url)]
    for item in items:
        item.label = OUR_WORDS.get(item.name, item.label)


def group_content(request: HttpRequest, items: list[MenuItem]) -> None:
    """For people of the shop, whatever writers work with is one group; writers keep it side by side.

    “Pages” is a link there: Wagtail's own entry opens a panel of its own, which doesn't fit into a group.
    """
    shop = {item.name for item in MAIN}
    if all(item is TODAY for item in items if item.name in shop):
        return
    theirs = [item for item in items if item.name not in {*shop, "settings"}]
    items[:] = [item for item in items if item not in theirs]
    if request.user.has_perm("office.write_content"):
        inside = [PAGES, *(item for item in theirs if item.name != "explorer")]
        items.append(
            SubmenuMenuItem(
                "Content", Menu(items=inside), name="office-content", icon_name="doc-empty", order=80
            )
        )


def no_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out Wagtail's own help, which knows nothing of this shop."""
    items.clear()
