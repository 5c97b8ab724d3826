from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    name = "guides.newsletter"
    label = "newsletter"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect receivers and checks; models are loaded by now."""
        from guides.newsletter import checks, receivers  # noqa: F401
