from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The one back office at `/office/`, on Wagtail's admin."""

    name = "shop.backoffice"
    label = "office"
    default_auto_field = "django.db.models.BigAutoField"
