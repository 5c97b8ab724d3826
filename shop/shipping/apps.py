from oscar.apps.shipping import apps


class ShippingConfig(apps.ShippingConfig):
    name = "shop.shipping"

    def ready(self) -> None:
        """Register the system checks."""
        super().ready()
        from shop.shipping import checks  # noqa: F401
