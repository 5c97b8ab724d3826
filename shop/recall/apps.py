from django.apps import AppConfig


class RecallConfig(AppConfig):
    """Recalls of batches."""

    name = "shop.recall"
    label = "recall"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the emails and the personal data, follow the stock; models are loaded by now."""
        from shop.recall import emails, personal_data, sold_in_days  # noqa: F401

        emails.register_kinds()
        sold_in_days.connect()
