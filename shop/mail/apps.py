from django.apps import AppConfig


class MailConfig(AppConfig):
    """The outbox: every email but newsletter issues leaves here."""

    name = "shop.mail"
    label = "mail"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the receivers; models are loaded by now."""
        from shop.mail import backend, personal_data  # noqa: F401
