from django.apps import AppConfig


class TraderConfig(AppConfig):
    name = "shop.trader"
    label = "trader"
    default_auto_field = "django.db.models.BigAutoField"
