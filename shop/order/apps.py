from oscar.apps.order import apps


class OrderConfig(apps.OrderConfig):
    name = "shop.order"

    def ready(self) -> None:
        """Connect the receivers and what the reviews ask of orders; models are loaded by now."""
        from shop.catalogue.reviews import verified
        from shop.order import counters, emails, personal_data, sales, terms  # noqa: F401
        from shop.price_history import services as price_history

        verified.register_received_lines(sales.received_lines)
        price_history.register_sold_at(sales.was_sold_at)
        emails.register_kinds()
        super().ready()
