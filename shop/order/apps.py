from oscar.apps.order import apps


class OrderConfig(apps.OrderConfig):
    name = "shop.order"

    def ready(self) -> None:
        """Connect the receivers; models are loaded by now."""
        from shop.order import counters, mails, rights, terms  # noqa: F401

        mails.register_kinds()
        super().ready()
