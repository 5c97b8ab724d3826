"""Oscar's alert dispatcher, replaced by our outbox."""

from shop.catalogue.models import Product
from shop.customer.alerts.services import queue_due_alerts


class AlertsDispatcher:
    """Called by Oscar's command `oscar_send_alerts`."""

    def __init__(self, *_: object, **__: object) -> None:
        """Accept the logger and the mail connection that Oscar passes; the outbox has its own."""

    def send_alerts(self) -> None:
        queue_due_alerts()

    def send_product_alert_email_for_user(self, product: Product) -> None:
        """Called by Oscar's stock receiver where OSCAR_EAGER_ALERTS is on."""
        queue_due_alerts(product_id=product.pk)
