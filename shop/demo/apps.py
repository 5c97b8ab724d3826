from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo's loader and mailbox. Not installed in a real shop."""

    name = "shop.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
