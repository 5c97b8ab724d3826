from typing import cast

from oscar.apps.payment import apps


class PaymentConfig(apps.PaymentConfig):
    name = "shop.payment"

    def ready(self) -> None:
        """Tell the orders below what payments know of them; models are loaded by now."""
        from shop.order.dispatch_holds import register_holds
        from shop.order.refunds import register_refunds
        from shop.payment import emails, gateway, provider, waiting
        from shop.payment.dispatch_holds import payment_holds
        from shop.payment.services.balance import pieces_refunded_of
        from shop.payment.services.takings import given_back, is_refunding, refunded_since

        super().ready()
        register_holds(payment_holds)
        register_refunds(
            given_back=given_back,
            refunded_since=refunded_since,
            refunded_pieces=pieces_refunded_of,
            is_refunding=is_refunding,
        )
        # mypy can't hold a module against a protocol; tests/payment/test_provider.py does.
        provider.register(provider.STRIPE, cast("provider.Provider", gateway))
        emails.register_kinds()
        waiting.register_checks()
