from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """Monitors worker and scheduler. It precedes their apps in INSTALLED_APPS to replace their commands."""

    name = "shop.monitoring"
    label = "monitoring"
    default_auto_field = "django.db.models.BigAutoField"
