from oscar.apps.partner import apps


class PartnerConfig(apps.PartnerConfig):
    name = "shop.partner"

    def ready(self) -> None:
        """Connect the receivers; models are loaded by now."""
        super().ready()
        from shop.mail.kinds import register_notice
        from shop.partner import alerts

        alerts.connect()
        register_notice("partner.stock_differs", label="Stock that doesn’t add up")
