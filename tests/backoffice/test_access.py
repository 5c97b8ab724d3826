"""What each role may open in the office, over every address that the resolver knows, by GET and by POST."""

import contextlib
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory
from wagtail.models import GroupPagePermission, Page

from shop.accounts.models import User
from shop.backoffice.gate import OfficeGate, right_for
from shop.backoffice.roles import BOOKKEEPER, OWNER, PACKER, ROLES, SHOPKEEPER, WRITER, Role, role_group
from tests.support.cast import signed_in
from tests.support.staff_routes import Route, staff_routes

pytestmark = pytest.mark.django_db
ROUTES = [route for route in staff_routes() if route.pattern.startswith("office/")]
# Signing in and out, the own account, pictures and words of the screens.
ALWAYS = {
    "wagtailadmin_home",
    "wagtailadmin_account",
    "office_search",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_dismissibles",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
}
ORDERS = {f"office_orders:{name}" for name in ("index", "index_results", "order", "email")}
NOTES = {f"office_orders:{name}" for name in ("note", "note_edit", "repeat_email", "delivered", "hold")}
CHANGES = {f"office_orders:{name}" for name in ("change_address", "change_email", "lift_hold", "replace")}
CHANGES |= {f"office_orders:phone_{name}" for name in ("new", "draft", "links")}
CHANGES |= {"office_orders:not_sent", "office_orders:send_part"}
MONEY = {f"office_orders:{name}" for name in ("refund", "cancel", "look")}
SENT = {"office_orders:tracking", "office_orders:parcel_tracking"}
MISSING = {"office_packing:missing", "office_packing:take_back"}
PAPERS = ("pack", "pick-list", "slips", "slip", "royal-mail", "royal-mail-file", "tracking")
PACKING = {f"office_packing:{name}" for name in PAPERS}
STOCK = {f"office_stock:{name}" for name in ("shelf", "size", "count", "receive", "receipt", "reverse")}
BATCHES = {f"office_batches:{name}" for name in ("index", "index_results", "batch", "buyers")}
BATCHES |= {f"office_recalls:{name}" for name in ("index", "index_results", "recall", "people")}
BATCHES |= {f"office_recalls:{name}" for name in ("preview", "letters")}
STOCK |= {f"office_stock:{name}" for name in ("uncounted", "count_batches")}
BATCH_CHANGES = {f"office_batches:{name}" for name in ("block", "unblock", "correct")}
BATCH_CHANGES |= {f"office_stock:{name}" for name in ("set", "set_parts", "make", "apart")}
BATCH_CHANGES |= {"office_orders:batches"}
BATCH_CHANGES |= {f"office_recalls:{name}" for name in ("new", "new_by_days", "change", "again", "contact")}
FIGURES = {f"office_figures:{name}" for name in ("vat", "returns", "at_no_charge", "refunds", "refunds_file")}
FIGURES |= {f"office_figures:{name}" for name in ("best_sellers", "codes", "baskets")}
FIGURES |= {
    f"office_figures:{name}" for name in ("sales", "accounts", "accounts_file", "payouts", "payout", "stock")
}
SEEN = {f"office_returns:{name}" for name in ("index", "index_results", "return")}
RETURNS = {f"office_returns:{name}" for name in ("posted", "close", "enter", "photo")}
BACK = {"office_returns:arrived"}
INVOICES = {f"office_invoices:{name}" for name in ("index", "index_results", "zip", "pdf")}
EMAILS = {f"office_emails:{name}" for name in ("index", "index_results", "email", "letter")}
CUSTOMERS = {f"office_customers:{name}" for name in ("index", "index_results", "customer", "note")}
CUSTOMERS |= {"office_customers:note_edit", "office_customers:link"}
PRICES = {"office_prices:index", "office_prices:planned"}
FILES = {f"office_import:{name}" for name in ("index", "upload", "columns", "undo")}
EXPORTS = {"office_import:export", "office_import:export_workbook"}
PRICE_CHANGES = {f"office_prices:{name}" for name in ("save", "new_plan", "cancel_plan")}
REVIEWS = {f"office_reviews:{name}" for name in ("index", "index_results", "review", "publish")}
REVIEWS |= {f"office_reviews:{name}" for name in ("refuse", "reply", "photo")}
PRODUCTS = {f"office_products:{name}" for name in ("index", "index_results", "product", "preview")}
PRODUCT_CHANGES = {f"office_products:{name}" for name in ("add", "save", "pictures", "publish", "unpublish")}
PRODUCT_CHANGES |= {f"office_products:{name}" for name in ("duplicate", "archive", "back")}
OFFERS = {f"office_offers:{name}" for name in ("index", "index_results", "new", "preview", "preview_change")}
OFFERS |= {f"office_offers:{name}" for name in ("offer", "change", "stop", "resume", "delete", "codes")}
OFFERS |= {f"office_offers:selection{name}" for name in ("s", "", "_new", "_delete")}
LISTS = {"office_lists:index", "office_lists:categories_move"}
LISTS |= {
    f"office_lists:{name}{screen}"
    for name in (
        "categories",
        "product_types",
        "ingredients",
        "certificates",
        "responsible_persons",
        "skin_needs",
    )
    for screen in ("", "_new", "_change", "_delete")
}
SETTINGS = {f"office_settings:{name}" for name in ("dispatch", "free_delivery", "delivery_prices", "terms")}
SETTINGS |= {f"office_settings:{name}" for name in ("retention", "mail_texts", "mail_text", "mail_text_html")}
SETTINGS |= {
    f"office_settings:{name}" for name in ("trader", "vat", "brand", "footer", "header", "contributions")
}
ANNOUNCES = {"office_settings:announcement", "office_settings:take_down"}
EMAIL_DEEDS = {"office_emails:again", "office_emails:settle"}
BUTTONS = {
    "office_packing:lift",
    "office_packing:missing",
    "office_packing:take_back",
    "office_orders:phone_again",
    "office_orders:phone_withdraw",
    "office_orders:phone_discard",
}  # by POST alone
OFFICE = {
    "Packer": {"office_safety:new"}
    | ORDERS
    | NOTES
    | SENT
    | PACKING
    | STOCK
    | EMAILS
    | EMAIL_DEEDS
    | BATCHES
    | SEEN
    | BACK
    | MISSING
    | PRODUCTS,
    "Bookkeeper": {
        "desk-sales",
        "office_orders:payments",
        "office_figures:close_vat",
        "office_figures:account_codes",
    }.union(
        *(ORDERS, INVOICES, FIGURES, EMAILS, SEEN, PRICES, SETTINGS, EXPORTS),
    ),
    "Shopkeeper": {"desk-sales", "office_stock:take", "office_safety:new"}.union(
        *(CUSTOMERS, EMAILS, EMAIL_DEEDS, ORDERS, NOTES, SENT, CHANGES, MONEY, PACKING, BUTTONS),
        *(STOCK, INVOICES, FIGURES, BATCHES, BATCH_CHANGES),
        *(PRICES, PRICE_CHANGES, PRODUCTS, PRODUCT_CHANGES, FILES, EXPORTS),
        *(SEEN, RETURNS, BACK, REVIEWS, OFFERS, LISTS),
        *(SETTINGS, ANNOUNCES),
    ),
}
OWNERS_ALONE = {"wagtailadmin_reports:site_history", "wagtailadmin_reports:site_history_results"}
OWNERS_ALONE |= {"office_activity:index", "office_activity:index_results", "office_reviews:shares"}
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}
REFUSED = {403, 404, 405}


def person(role: Role) -> User:
    user, _ = User.objects.get_or_create(email=f"{role.label.lower()}@example.com")
    user.groups.add(role_group(role))
    return user


def member(role: Role) -> Client:
    return signed_in(person(role))


def refuses(client: Client, method: str, url: str) -> bool:
    answer = getattr(client, method)(url)
    return answer.status_code in REFUSED or answer.headers.get("Location") == "/office/"


def opened(client: Client, routes: list[Route], method: str) -> set[str]:
    urls = {route.name: route.url() for route in routes if route.name != "wagtailadmin_logout"}
    return {name for name, url in urls.items() if url and not refuses(client, method, url)}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", [PACKER, BOOKKEEPER, SHOPKEEPER], ids=lambda role: role.label)
def test_the_gate_lets_staff_to_their_own_work_and_to_no_content(role: Role, method: str) -> None:
    gate, user = OfficeGate(lambda request: HttpResponse()), person(role)
    passed = set()
    for route in ROUTES:
        request = getattr(RequestFactory(), method)("/office/x/", headers=SCRIPT)
        request.user, request.resolver_match = user, SimpleNamespace(view_name=route.name, kwargs={})
        with contextlib.suppress(PermissionDenied):
            passed |= {route.name} if gate.process_view(request) is None else set()
    assert passed == ALWAYS | OFFICE[role.label]


@pytest.mark.parametrize("role", [PACKER, BOOKKEEPER, SHOPKEEPER], ids=lambda role: role.label)
def test_staff_open_what_is_theirs_and_no_room_of_others(role: Role) -> None:
    """One address of each of Wagtail's rooms, through the whole shop."""
    rooms = {route.name.partition(":")[0]: route for route in ROUTES if "bulk" not in route.name}
    tried = list(rooms.values())
    assert opened(member(role), tried, "post") <= ALWAYS | OFFICE[role.label]
    lists = {"desk-sales", "office_packing:pack", "office_packing:pick-list"}
    lists |= {f"office_orders:{name}" for name in ("index", "index_results", "payments")}
    lists |= {"office_emails:index", "office_emails:index_results"}
    lists |= {"office_customers:index", "office_customers:index_results"}
    lists |= {"office_stock:shelf", "office_stock:receive", "office_batches:index"}
    lists |= {"office_returns:index", "office_reviews:index", "office_offers:index"}
    lists |= {"office_invoices:index", "office_invoices:zip", "office_figures:vat"}
    mine = lists & OFFICE[role.label]
    assert opened(member(role), [route for route in ROUTES if route.name in lists], "get") == mine


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.label)
def test_only_owners_open_what_is_theirs_alone(role: Role) -> None:
    routes = [route for route in ROUTES if route.name in OWNERS_ALONE]
    assert opened(member(role), routes, "get") == (OWNERS_ALONE if role.label == "Owner" else set())


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_edits_what_is_in_a_role(method: str, admin_client: Client) -> None:
    routes = [route for route in ROUTES if route.name.startswith("wagtailusers_groups")]
    assert routes and not opened(admin_client, routes, method)
    assert not opened(member(OWNER), routes, method)


def test_visitors_are_asked_to_sign_in() -> None:
    answer = Client().get("/office/reports/guide-sales/")
    assert answer.headers["Location"] == "/office/login/?next=/office/reports/guide-sales/"


def test_a_refusal_says_so_on_the_first_page() -> None:
    page = member(WRITER).get("/office/reports/site-history/", follow=True).content.decode()
    assert "you do not have permission" in page and "<h1" in page


def test_every_right_of_the_gate_is_one_that_a_role_has() -> None:
    held = {right for role in ROLES for right in role.rights} | {"", "nobody"}
    assert {right_for(route.name) for route in ROUTES} <= held


def test_a_group_of_an_owner_s_own_keeps_its_pages(ben: User) -> None:
    """The migration gives `write_content` to every group that could enter before it."""
    interns = Group.objects.create(name="Interns")
    interns.permissions.add(*Permission.objects.filter(codename__in=("access_admin", "write_content")))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=interns, page=Page.objects.get(depth=1), permission=change)
    ben.groups.add(interns)
    assert signed_in(ben).get("/office/pages/").status_code == 200
