from django.urls import path
from oscar.apps.checkout import apps


class CheckoutConfig(apps.CheckoutConfig):
    """Three screens, then signed links; Oscar's own steps have no address any more."""

    name = "shop.checkout"

    def ready(self) -> None:
        """Connect the receivers and register the cookie for the privacy notice; models are loaded by now."""
        from shop.checkout import (
            personal_data,  # noqa: F401
            unpaid_orders,
        )
        from shop.privacy import cookies

        cookies.register(
            unpaid_orders.COOKIE,
            purpose="Reminds you of an order that isn’t paid yet.",
            life="until its reservation ends",
        )
        super().ready()

    def get_urls(self) -> list:
        from shop.checkout import order_views, payment_views, views
        from shop.checkout.express import views as express

        urls = [
            path("", views.IndexView.as_view(), name="index"),
            path("delivery/", views.DeliveryView.as_view(), name="delivery"),
            path("payment/", views.PaymentView.as_view(), name="payment"),
            path("place/", views.PlaceView.as_view(), name="place"),
            path("express/start/", express.StartView.as_view(), name="express-start"),
            path("express/address/", express.AddressView.as_view(), name="express-address"),
            path("express/place/", express.PlaceByWalletView.as_view(), name="express-place"),
            path("unpaid/", payment_views.unpaid, name="unpaid"),
            path("pay/<str:token>/", payment_views.pay, name="pay"),
            path("pay/<str:token>/start/", payment_views.pay_again, name="pay-again"),
            path("pay/<str:token>/change/", payment_views.change_basket, name="change-basket"),
            path("return/<str:token>/", payment_views.payment_return, name="return"),
            path("thank-you/<str:token>/", order_views.thank_you, name="thank-you"),
        ]
        return self.post_process_urls(urls)

    def get_url_decorator(self, pattern: object) -> None:
        """Nobody has to sign in to buy."""
