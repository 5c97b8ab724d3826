"""Who may open which address of the office: one table for the whole of Wagtail's admin.

Wagtail lets everybody who may enter its admin open its choosers, reports and lists of pages. Here each
address asks for one right, by the name of its URL; what isn't named is content. The menu reads the same
table, so that nobody sees an entry that they can't open.
"""

import logging
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, get_urlconf, resolve
from wagtail.admin.auth import permission_denied

from shop.accounts.back_office import is_office
from shop.accounts.models import User

logger = logging.getLogger("security.office")
EVERYBODY: Final = ""
NOBODY: Final = "nobody"
CONTENT: Final = "write_content"
# By the beginning of the URL's name; the longest that fits decides.
RIGHTS: Final[dict[str, str]] = {
    "wagtailadmin_home": EVERYBODY,
    "office_search": EVERYBODY,  # what it finds is asked for one by one
    "wagtailadmin_account": EVERYBODY,
    "wagtailadmin_login": EVERYBODY,
    "wagtailadmin_logout": EVERYBODY,
    "wagtailadmin_password_reset": EVERYBODY,
    # Our own pages at those addresses have no name: whoever is signed in follows an invitation, too.
    "shop.accounts.staff_sign_in": EVERYBODY,
    "shop.backoffice.people.passwords": EVERYBODY,
    "wagtailadmin_dismissibles": EVERYBODY,
    "wagtailadmin_javascript_catalog": EVERYBODY,
    "wagtailadmin_sprite": EVERYBODY,
    "wagtailadmin_error_test": NOBODY,
    "wagtailadmin_reports:site_history": "read_activity",
    "wagtail_bulk_action:accounts": NOBODY,
    "wagtailusers_groups": NOBODY,  # what is in a role stands in shop.backoffice.roles
    "wagtailusers_users": "give_roles",
    "office_orders": "look_up_orders",
    "office_activity": "read_activity",
    "office_complaints": "look_after_customers",
    "office_customers": "look_up_customers",
    "office_customers:stop": "look_after_customers",
    "office_customers:data": "look_after_customers",
    "office_customers:erase": "look_after_customers",
    "office_emails": "look_up_orders",  # those about orders; the others ask for look_up_customers
    "office_emails:again": "note_orders",
    "office_emails:settle": "note_orders",
    "office_figures": "read_figures",
    "office_figures:account_codes": "set_account_codes",
    "office_figures:close_vat": "close_vat_periods",
    "office_import": "look_after_products",
    "office_import:export": "see_prices",
    "office_invoices": "read_documents",
    "office_lists": "look_after_products",
    "office_packing": "pack",
    "office_packing:lift": "change_orders",
    "office_offers": "look_after_products",
    "office_orders:payments": "check_payments",
    "office_orders:refund": "give_back",
    "office_orders:cancel": "give_back",
    "office_orders:look": "give_back",
    "office_orders:accept": "decide_payments",
    "office_orders:settle": "decide_payments",
    "office_orders:clear_warning": "decide_payments",
    "office_reviews": "moderate_reviews",
    "office_reviews:shares": "read_activity",
    "office_returns": "see_returns",
    "office_returns:arrived": "receive_returns",
    "office_returns:posted": "handle_returns",
    "office_returns:close": "handle_returns",
    "office_returns:enter": "handle_returns",
    "office_returns:photo": "handle_returns",
    "office_orders:note": "note_orders",
    "office_orders:repeat_email": "note_orders",
    "office_orders:delivered": "note_orders",
    "office_orders:change": "change_orders",
    "office_orders:tracking": "pack",
    "office_orders:parcel_tracking": "pack",
    "office_orders:not_sent": "change_orders",
    "office_orders:send_part": "change_orders",
    "office_orders:replace": "change_orders",
    "office_orders:phone": "change_orders",
    "office_orders:batches": "correct_batches",
    "office_orders:lift_hold": "change_orders",
    "office_orders:hold": "note_orders",
    "office_batches": "look_after_stock",
    "office_batches:block": "correct_batches",
    "office_batches:unblock": "correct_batches",
    "office_batches:correct": "correct_batches",
    "office_batches:late": "decide_batches",
    "office_recalls": "look_after_stock",
    "office_recalls:new": "correct_batches",
    "office_recalls:change": "correct_batches",
    "office_recalls:again": "correct_batches",
    "office_recalls:contact": "correct_batches",
    "office_recalls:stop": "decide_batches",
    "office_recalls:test": "decide_batches",
    "office_recalls:send": "decide_batches",
    "office_recalls:publish": "decide_batches",
    "office_recalls:authority": "decide_batches",
    "office_recalls:close": "decide_batches",
    "office_safety": "read_reactions",
    "office_safety:new": "enter_reactions",
    "office_stock": "look_after_stock",
    "office_stock:set": "correct_batches",
    "office_stock:make": "correct_batches",
    "office_stock:apart": "correct_batches",
    "office_stock:take": "look_after_products",
    "office_prices": "see_prices",
    "office_prices:save": "look_after_products",
    "office_prices:new_plan": "look_after_products",
    "office_prices:cancel_plan": "look_after_products",
    "office_settings": "see_settings",
    "office_settings:change_": "change_settings",
    "office_settings:announcement": "announce",
    "office_settings:take_down": "announce",
    "office_products": "see_products",
    "office_products:add": "look_after_products",
    "office_products:save": "look_after_products",
    "office_products:publish": "look_after_products",
    "office_products:unpublish": "look_after_products",
    "office_products:duplicate": "look_after_products",
    "office_products:archive": "look_after_products",
    "office_products:back": "look_after_products",
    "office_products:pictures": "look_after_products",
    "desk-sales": "read_guide_sales",
}


@lru_cache(maxsize=2_000)
def right_for(name: str) -> str:
    """The right that the URL of this name asks for; NOBODY and EVERYBODY are no rights."""
    fitting = [known for known in RIGHTS if name.startswith(known)]
    return RIGHTS[max(fitting, key=len)] if fitting else CONTENT


def may_open(user: User | AnonymousUser, name: str) -> bool:
    """Whether this person may open the URL of this name."""
    right = right_for(name)
    return right == EVERYBODY or (right != NOBODY and user.has_perm(f"office.{right}"))


def may_follow(user: User | AnonymousUser, url: str) -> bool:
    """Whether this person may open this address, as far as it is one of the office."""
    if not is_office(url):
        return True
    name = _name_of(url.partition("?")[0], get_urlconf())
    return bool(name) and may_open(user, name)


@lru_cache(maxsize=1_000)
def _name_of(path: str, urlconf: str | None) -> str:
    """Of the address at this path, empty where there is none. Each office page asks for eighty, its menu."""
    try:
        return resolve(path, urlconf).view_name
    except Resolver404:
        return ""


def _name(match: ResolverMatch) -> str:
    """The URL's name; of Wagtail's bulk actions with their app, because people aren't changed in bulk."""
    app = match.kwargs.get("app_label", "") if match.view_name == "wagtail_bulk_action" else ""
    return f"{match.view_name}:{app}" if app else match.view_name


class OfficeGate:
    """Refuses addresses of the office to people without the right that they ask for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Called by Django before the view. Visitors are sent to the sign-in page by Wagtail itself."""
        match, user = request.resolver_match, request.user
        if match is None or not is_office(request.path):
            return None
        if not isinstance(user, User) or not match.view_name or may_open(user, _name(match)):
            return None
        logger.warning("account %s may not open %s", user.pk, match.view_name)
        answer: HttpResponse = permission_denied(request)
        return answer
