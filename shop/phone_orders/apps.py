from django.apps import AppConfig


class PhoneOrdersConfig(AppConfig):
    """Orders that staff take by telephone and buyers confirm and pay by a link."""

    name = "shop.phone_orders"
    label = "phone_orders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the email and the personal data; models are loaded by now."""
        from shop.phone_orders import emails, personal_data  # noqa: F401

        emails.register_kinds()
