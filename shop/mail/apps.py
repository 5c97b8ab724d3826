from django.apps import AppConfig


class MailConfig(AppConfig):
    """The outbox, which sends every email except newsletter issues."""

    name = "shop.mail"
    label = "mail"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the email kind of Django's mailer, personal data and retention."""
        from shop.mail import backend, personal_data, retention  # noqa: F401
        from shop.privacy.rules import register

        register("Emails", retention.rules)
