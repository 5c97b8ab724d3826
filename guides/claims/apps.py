from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ClaimsConfig(AppConfig):
    name = "guides.claims"
    label = "claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect receivers, register emails, and give the approval task its rule."""
        from guides.claims import receivers
        from guides.claims.cms import permissions
        from guides.claims.models import ClaimsApprovalTask
        from guides.claims.review import product_gate, unsaved_texts  # noqa: F401
        from guides.claims.review.approval import approval_problem
        from shop.mail.kinds import register_notice

        ClaimsApprovalTask.approval_problem = staticmethod(approval_problem)
        receivers.connect()
        register_notice("claims.unscheduled", label="Page not published")
        register_notice("claims.approved_draft", label="Page approved, not published")
        post_migrate.connect(permissions.grant_permissions, dispatch_uid="claims.editors")
