"""Oscar's alert dispatcher, by way of our own mails."""

from typing import Any

from shop.customer.alerts.services import queue_due_alerts


class AlertsDispatcher:
    """Called by the command `oscar_send_alerts`, which runs every hour as a safety net."""

    def __init__(self, *_: Any, **__: Any) -> None:
        """Oscar passes a logger and a mail connection; tasks have their own."""

    def send_alerts(self) -> None:
        """Queue every mail that is due."""
        queue_due_alerts()

    def send_product_alert_email_for_user(self, product: Any) -> None:
        """Called by Oscar's stock receiver where OSCAR_EAGER_ALERTS is on."""
        queue_due_alerts(product_id=product.pk)
