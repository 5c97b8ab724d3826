from django.apps import AppConfig
from django.db.models.signals import post_migrate

from shop.web.upload_sizes import KILOBYTE, bound


class GuidesConfig(AppConfig):
    name = "guides"
    label = "guides"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect receivers and upload limits, and hand the models what only upper rooms know."""
        from wagtail.contrib.redirects.forms import ImportForm

        from guides import (
            fast_avif,
            receivers,  # noqa: F401
        )
        from guides.demo import first_pages  # noqa: F401
        from guides.editorial import snippet_permissions
        from guides.feedback import question_email, questions, questions_data  # noqa: F401
        from guides.feedback.example_email import a_question
        from guides.newsletter.lead_magnet import printables
        from guides.page.printable import find_printable
        from shop.mail import examples
        from shop.privacy.rules import register

        self._register_contexts()
        printables.register(find_printable)
        fast_avif.register()
        question_email.register_kind()
        examples.register({questions.ANSWERED: a_question})
        register("Guides", lambda: questions.RULES)

        # Wagtail reads, shows and stores the whole file within requests.
        bound(ImportForm, "import_file", 100 * KILOBYTE)

        # Django makes the permissions after the migrations, so they can't be granted in one.
        post_migrate.connect(snippet_permissions.grant_permissions, dispatch_uid="guides.snippet_permissions")

    def _register_contexts(self) -> None:
        from guides.listing.page_context import index_context, series_context
        from guides.models import GuideIndexPage, GuidePage, PublicPage, SeriesPage
        from guides.page.context import page_context

        PublicPage.context_builders.update(
            {GuideIndexPage: index_context, GuidePage: page_context, SeriesPage: series_context}
        )
