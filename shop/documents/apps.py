from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "shop.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what issues documents, and the personal data in them; models are loaded by now."""
        from shop.documents import personal_data, receivers  # noqa: F401
