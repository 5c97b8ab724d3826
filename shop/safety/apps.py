from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """Reports of skin reactions."""

    name = "shop.safety"
    label = "safety"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the alerts and the personal data; models are loaded by now."""
        from shop.mail.kinds import register_notice
        from shop.safety import personal_data  # noqa: F401

        register_notice("safety.reported", label="Report of a skin reaction")
        register_notice("safety.serious", label="Serious report of a skin reaction")
