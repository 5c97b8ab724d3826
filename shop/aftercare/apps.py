from django.apps import AppConfig


class AftercareConfig(AppConfig):
    name = "shop.aftercare"
    label = "aftercare"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the emails and the personal data; models are loaded by now."""
        from shop.aftercare import emails, personal_data  # noqa: F401

        emails.register_kinds()
