from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Installed in the demo only: its loader, its mailbox and nothing a real shop needs."""

    name = "shop.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
