from django.apps import AppConfig


class GuidesConfig(AppConfig):
    name = "guides"
    label = "guides"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what a new shop's opening asks of us."""
        from guides import opening  # noqa: F401
