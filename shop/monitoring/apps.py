from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """Whether worker and scheduler run. It stands before their apps: its commands replace theirs."""

    name = "shop.monitoring"
    label = "monitoring"
    default_auto_field = "django.db.models.BigAutoField"
