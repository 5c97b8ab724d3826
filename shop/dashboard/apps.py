from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models.signals import m2m_changed
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csp import csp_override
from oscar.apps.dashboard import apps
from oscar.core.loading import get_class

from shop.web.upload_sizes import KILOBYTE, bound

View = Callable[..., Any]


class DashboardConfig(apps.DashboardConfig):
    """Oscar's dashboard with additional screens for staff."""

    name = "shop.dashboard"

    def ready(self) -> None:
        """Connect the receiver for staff roles, and limit the size of uploads."""
        super().ready()
        from shop.accounts.models import User
        from shop.dashboard.staff_roles import update_is_staff

        groups = User.groups.through
        m2m_changed.connect(update_is_staff, sender=groups, dispatch_uid="dashboard.roles")
        # Oscar processes the whole file within the request.
        for name in ("RangeProductForm", "RangeExcludedProductForm"):
            bound(get_class("dashboard.ranges.forms", name), "file_upload", 100 * KILOBYTE)

    def configure_permissions(self) -> None:
        """Called by Oscar's ready(). Each of our views requires a permission of its model."""
        super().configure_permissions()
        from shop.dashboard.reference import urls as reference  # models aren't ready at import

        granted = get_class("dashboard.permissions", "DashboardPermission")
        self.permissions_map |= reference.permissions() | {
            "packing": granted.staff + granted.get("order", "view_order"),
            "dispatch": granted.staff + granted.get("order", "change_order"),
            "order-email": granted.staff + granted.get("order", "change_cancellationnotice"),
            "order-shipping-address": granted.staff + granted.get("order", "change_shippingaddress"),
            "partner-manage": granted.staff + granted.get("partner", "change_partner"),
            "parcel": granted.staff + granted.get("order", "change_order"),
            "reviews-delete": ["is_superuser"],
            "emails": granted.staff + granted.get("order", "view_order"),
            "email": granted.staff + granted.get("order", "view_order"),
            "settle-email": granted.staff + granted.get("order", "change_order"),
            "send-again": granted.staff + granted.get("order", "change_order"),
            "cancellations": granted.staff + granted.get("order", "change_cancellationnotice"),
            "recall": granted.staff + granted.get("order", "view_order"),
            "money-watch": granted.staff + granted.get("payment", "view_refund"),
            "clear-warning": granted.staff + granted.get("payment", "change_fraudwarning"),
            "money": granted.staff + granted.get("payment", "view_refund"),
            "refund": granted.staff + granted.get("payment", "add_refund"),
            "cancel-order": granted.staff + granted.get("payment", "add_refund"),
            "look-again": granted.staff + granted.get("payment", "view_refund"),
            "accept-order": granted.staff + granted.get("payment", "change_refund"),
            "settle-order": granted.staff + granted.get("payment", "change_refund"),
            "settle-refund": granted.staff + granted.get("payment", "change_refund"),
            "terms": granted.staff + granted.get("order", "add_termsversion"),
            "delivery-rates": granted.staff + granted.get("shipping", "view_deliveryrate"),
            "delivery-rate": granted.staff + granted.get("shipping", "change_deliveryrate"),
        }

    def get_url_decorator(self, pattern: URLPattern) -> Callable[[View], View]:
        """Called by Oscar for each URL of the dashboard and its sub-apps; sets a CSP of its own.

        Oscar's dashboard has inline scripts and styles, which the shop's policy blocks.
        """
        from shop.dashboard.refusals import (  # models aren't ready at import
            is_disabled,
            not_found,
            with_error_messages,
        )

        permitted = super().get_url_decorator(pattern)

        def decorate(view: View) -> View:
            inner = with_error_messages(not_found if is_disabled(pattern.name) else view)
            return csp_override(settings.STAFF_CSP)(permitted(inner) if permitted else inner)

        return decorate

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Our URLs, then Oscar's."""
        from shop.dashboard.delivery import views
        from shop.dashboard.emails import views as emails
        from shop.dashboard.money import views as money
        from shop.dashboard.packing import views as packing
        from shop.dashboard.packing.recall import recall
        from shop.dashboard.reference import urls as reference
        from shop.dashboard.terms.views import terms

        ours = [
            path("packing/", packing.packing, name="packing"),
            path("packing/<str:number>/", packing.dispatch, name="dispatch"),
            path("packing/<str:number>/parcel/", packing.parcel, name="parcel"),
            path("packing/<str:number>/email/", packing.email_address, name="order-email"),
            path("emails/", emails.emails, name="emails"),
            path("emails/<int:pk>/", emails.email, name="email"),
            path("emails/<int:pk>/settle/", emails.settle, name="settle-email"),
            path("mails/<int:pk>/again/", emails.send_again, name="send-again"),
            path("cancellations/", packing.cancellations, name="cancellations"),
            path("recall/", recall, name="recall"),
            path("money/", money.watch, name="money-watch"),
            path("money/warnings/<int:pk>/clear/", money.clear, name="clear-warning"),
            path("money/<str:number>/", money.money, name="money"),
            path("money/<str:number>/refund/<int:pk>/", money.refund, name="refund"),
            path("money/<str:number>/cancel/", money.cancel, name="cancel-order"),
            path("money/<str:number>/look/", money.look, name="look-again"),
            path("money/<str:number>/accept/", money.accept, name="accept-order"),
            path("money/<str:number>/settle/", money.settle, name="settle-order"),
            path("money/<str:number>/settle/<int:pk>/", money.settle, name="settle-refund"),
            path("terms/", terms, name="terms"),
            path("delivery/", views.rates, name="delivery-rates"),
            path("delivery/<int:pk>/", views.rate, name="delivery-rate"),
        ]
        return [*self.post_process_urls([*ours, *reference.patterns()]), *super().get_urls()]
