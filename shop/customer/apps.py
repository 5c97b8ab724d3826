from django.urls import URLPattern, path
from oscar.apps.customer import apps


class CustomerConfig(apps.CustomerConfig):
    """The account with our own views, without Oscar's email archive, notifications and shared wish lists."""

    name = "shop.customer"

    def ready(self) -> None:
        """Connect the receivers and register the emails."""
        from shop.customer import emails
        from shop.customer.account import personal_data  # noqa: F401
        from shop.customer.alerts import receivers  # noqa: F401

        emails.register_kinds()
        super().ready()

    def get_urls(self) -> list[URLPattern]:
        """`/account/…`; URL names are Oscar's where its emails reverse them."""
        return self.post_process_urls([*_sign_in(), *_profile(), *_addresses(), *_lists()])


def _sign_in() -> list[URLPattern]:
    from shop.customer.account import sign_in as sign_in_views

    return [
        path("login/", sign_in_views.sign_in, name="login"),
        path("logout/", sign_in_views.sign_out, name="logout"),
        path("register/", sign_in_views.register, name="register"),
        path("confirm/<str:token>/", sign_in_views.confirm, name="confirm-email"),
    ]


def _profile() -> list[URLPattern]:
    from shop.customer.account import email_change, orders, profile, sign_ins

    return [
        path("", profile.overview, name="summary"),
        path("profile/", profile.name, name="profile-view"),
        path("email/", profile.email, name="change-email"),
        path("email/refuse/<str:token>/", email_change.refuse, name="refuse-email"),
        path("email/link/", profile.send_link, name="send-link"),
        path("password/", profile.password, name="change-password"),
        path("sessions/", sign_ins.session_list, name="sessions"),
        path("sessions/end/", sign_ins.end_others, name="sessions-end"),
        path("sessions/end-all/", sign_ins.end_all, name="sessions-end-all"),
        path("sessions/<int:pk>/end/", sign_ins.end_session, name="session-end"),
        path("delete/", profile.delete, name="profile-delete"),
        path("orders/", orders.order_list, name="order-list"),
        path("orders/<str:order_number>/", orders.order_detail, name="order"),
    ]


def _addresses() -> list[URLPattern]:
    from shop.customer.account import addresses

    return [
        path("addresses/", addresses.address_list, name="address-list"),
        path("addresses/add/", addresses.edit_address, name="address-create"),
        path("addresses/<int:pk>/", addresses.edit_address, name="address-detail"),
        path("addresses/<int:pk>/default/", addresses.make_default, name="address-default"),
        path("addresses/<int:pk>/delete/", addresses.delete_address, name="address-delete"),
    ]


def _lists() -> list[URLPattern]:
    from django.contrib.auth.decorators import login_required

    from shop.customer.account import wish_list
    from shop.customer.alerts import views as alerts

    return [
        path("alerts/", login_required(alerts.ProductAlertListView.as_view()), name="alerts-list"),
        path("alerts/create/<int:pk>/", alerts.ProductAlertCreateView.as_view(), name="alert-create"),
        path("alerts/confirm/<str:key>/", alerts.ProductAlertConfirmView.as_view(), name="alerts-confirm"),
        path(
            "alerts/cancel/key/<str:key>/",
            alerts.ProductAlertCancelView.as_view(),
            name="alerts-cancel-by-key",
        ),
        path(
            "alerts/cancel/<int:pk>/",
            login_required(alerts.ProductAlertCancelView.as_view()),
            name="alerts-cancel-by-pk",
        ),
        path("wishlists/", wish_list.wish_list, name="wishlists-list"),
        path("wishlists/add/<int:product_pk>/", wish_list.add, name="wishlists-add-product"),
        path("wishlists/share/", wish_list.share, name="wishlists-share"),
        path("wishlists/withdraw/", wish_list.withdraw, name="wishlists-withdraw"),
        path("wishlists/shared/<str:token>/", wish_list.shared, name="wishlists-shared"),
        path("wishlists/remove/<int:product_pk>/", wish_list.remove, name="wishlists-remove-product"),
    ]
