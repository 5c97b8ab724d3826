"""The office’s look in Wagtail’s admin, its menu and the words of its log."""

from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.search import SearchArea
from wagtail.log_actions import LogActionRegistry

from shop.backoffice import menu
from shop.backoffice.activity.recorder import ACTIONS as RECORDED
from shop.backoffice.catalogue_files.jobs import ACTIONS as CATALOGUE_FILES
from shop.backoffice.customers.log import ACTIONS as CUSTOMERS
from shop.backoffice.search.views import search
from shop.backoffice.today.panel import add_panels
from shop.catalogue.off_sale import ACTIONS as BATCH_ACTIONS
from shop.complaints.handling import ACTIONS as COMPLAINTS
from shop.order.change_log import ACTIONS
from shop.recall.change_log import ACTIONS as RECALLS
from shop.safety.assessing import ACTIONS as REACTIONS

menu.register()


@hooks.register("insert_global_admin_css")
def office_style() -> str:
    """The shop's colours and logo."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/office.css"))


@hooks.register("register_admin_urls")
def office_urls() -> list[URLResolver | URLPattern]:
    """The rooms of the office, and its search."""
    return [
        path("search/", search, name="office_search"),
        path("offers/", include("shop.backoffice.offers.urls")),
        path("orders/", include("shop.backoffice.orders.urls")),
        path("activity/", include("shop.backoffice.activity.urls")),
        path("complaints/", include("shop.backoffice.complaints.urls")),
        path("customers/", include("shop.backoffice.customers.urls")),
        path("emails/", include("shop.backoffice.emails.urls")),
        path("packing/", include("shop.backoffice.packing.urls")),
        path("reviews/", include("shop.backoffice.reviews.urls")),
        path("returns/", include("shop.backoffice.returns.urls")),
        path("invoices/", include("shop.backoffice.invoices.urls")),
        path("figures/", include("shop.backoffice.figures.urls")),
        path("prices/", include("shop.backoffice.prices.urls")),
        path("import/", include("shop.backoffice.catalogue_files.urls")),
        path("products/", include("shop.backoffice.products.urls")),
        path("batches/", include("shop.backoffice.batches.urls")),
        path("recalls/", include("shop.backoffice.recalls.urls")),
        path("shop-settings/", include("shop.backoffice.settings.urls")),
        path("lists/", include("shop.backoffice.lists.urls")),
        path("safety/", include("shop.backoffice.safety.urls")),
        path("stock/", include("shop.backoffice.stock.urls")),
    ]


@hooks.register("register_admin_search_area")
def search_area() -> SearchArea:
    """The box of the side bar searches all that a person may open: the first area is its."""
    return SearchArea("Everything", reverse("office_search"), name="office", icon_name="search", order=1)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """What the log says of people and their roles, parcels, and changes of orders."""
    actions.register_action("office.person_added", "Add a person", "Added")
    actions.register_action("office.roles_changed", "Change roles", "Roles changed")
    actions.register_action("office.person_left", "Close access", "Access closed")
    actions.register_action("office.person_back", "Open access again", "Access opened again")
    actions.register_action("office.second_factor_reset", "Reset second step", "Second step reset")
    actions.register_action("office.sent", "Send an order", "Sent")
    actions.register_action("office.email_repeated", "Send an email again", "Sent again")
    actions.register_action("office.email_settled", "Settle an email", "Settled, not sent again")
    ours = (*RECORDED, *ACTIONS, *BATCH_ACTIONS, *CUSTOMERS, *RECALLS, *REACTIONS, *CATALOGUE_FILES)
    for action in (*ours, *COMPLAINTS):
        actions.register_action(*action)


hooks.register("construct_homepage_panels", add_panels, order=10)
