from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PriceHistoryConfig(AppConfig):
    name = "shop.price_history"
    verbose_name = "Price history"

    def ready(self) -> None:
        """Install the triggers again after each migration: SQLite drops them when it remakes a table."""
        from shop.price_history import triggers

        post_migrate.connect(triggers.install_after_migration, sender=self, dispatch_uid="price_history")
