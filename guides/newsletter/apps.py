from django.apps import AppConfig
from django.db.models.signals import post_migrate


class NewsletterConfig(AppConfig):
    name = "guides.newsletter"
    label = "newsletter"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect receivers and checks, register the emails and the preview's context."""
        from guides.newsletter import emails, receivers  # noqa: F401
        from guides.newsletter.automations import paid_order  # noqa: F401
        from guides.newsletter.cms import permissions
        from guides.newsletter.consent import (
            account_closing,  # noqa: F401
            bounces,  # noqa: F401
            data_rights,  # noqa: F401
            retention,
            soft_opt_in,  # noqa: F401
        )
        from guides.newsletter.example_emails import OF_NEWSLETTER
        from guides.newsletter.lead_magnet import checks  # noqa: F401
        from guides.newsletter.models import Newsletter
        from guides.newsletter.sending.message import context_of
        from shop.mail import examples
        from shop.privacy.rules import register

        emails.register_kinds()
        examples.register(OF_NEWSLETTER)
        register("The newsletter", lambda: retention.RULES)
        Newsletter.preview_context = staticmethod(context_of)

        # Django creates permissions after the migrations, so no migration can grant them.
        post_migrate.connect(permissions.grant_permissions, dispatch_uid="newsletter.editors")
