from django.apps import AppConfig
from django.db.models.signals import post_migrate

from shop.web.upload_sizes import KILOBYTE, bound


class GuidesConfig(AppConfig):
    name = "guides"
    label = "guides"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what a new shop's opening asks of us, what follows from changes, and bounds."""
        from wagtail.contrib.redirects.forms import ImportForm

        from guides import receivers  # noqa: F401
        from guides.demo import first_pages  # noqa: F401
        from guides.editorial import snippet_permissions

        # Wagtail reads, shows and stores the whole file within requests.
        bound(ImportForm, "import_file", 100 * KILOBYTE)

        # Django makes the permissions after the migrations, so they can't be granted in one.
        post_migrate.connect(snippet_permissions.grant_permissions, dispatch_uid="guides.snippet_permissions")
