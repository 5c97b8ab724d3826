from oscar.apps.customer import apps


class CustomerConfig(apps.CustomerConfig):
    """Oscar's customer pages; stock that comes back is noticed by our own receiver."""

    name = "shop.customer"

    def ready(self) -> None:
        """Connect the receiver; models are loaded by now."""
        from shop.customer.alerts import receivers  # noqa: F401

        super().ready()
