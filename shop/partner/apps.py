from oscar.apps.partner import apps


class PartnerConfig(apps.PartnerConfig):
    name = "shop.partner"

    def ready(self) -> None:
        """Connect the receivers and register the figure; models are loaded by now."""
        super().ready()
        from shop.mail.kinds import register_notice
        from shop.partner import alerts, stock_errors

        alerts.connect()
        register_notice("partner.stock_differs", label="Stock that doesn’t add up")
        register_notice("partner.planned_price_left", label="Planned prices that didn’t go as planned")
        stock_errors.register_figure()
