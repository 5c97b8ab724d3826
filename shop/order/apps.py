from oscar.apps.order import apps


class OrderConfig(apps.OrderConfig):
    name = "shop.order"

    def ready(self) -> None:
        """Connect the receivers; models are loaded by now."""
        from shop.order import counters, emails, personal_data, terms  # noqa: F401

        emails.register_kinds()
        super().ready()
