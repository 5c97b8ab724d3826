from django.apps import AppConfig
from django.db.models.signals import post_migrate


class GuidesConfig(AppConfig):
    name = "guides"
    label = "guides"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what a new shop's opening asks of us, and what follows from changes."""
        from guides import editors, opening, receivers  # noqa: F401

        # Django makes the permissions after the migrations, so they can't be granted in one.
        post_migrate.connect(editors.grant_permissions, dispatch_uid="guides.editors")
