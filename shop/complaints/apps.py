from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """Complaints about personal data."""

    name = "shop.complaints"
    label = "complaints"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the acknowledgement and the personal data; models are loaded by now."""
        from shop.complaints import emails, personal_data  # noqa: F401

        emails.register_kind()
