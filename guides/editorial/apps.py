from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeskConfig(AppConfig):
    """What marketers work with beside Wagtail's own: roles, workflow, calendar, preview links."""

    name = "guides.editorial"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register emails and publishing rules; create roles and workflow once permissions exist."""
        from wagtail.admin.views.account import AvatarSettingsPanel

        from guides.editorial import authors_data, native_dates, roles, spreadsheets, tasks  # noqa: F401
        from guides.editorial.avatar import AvatarForm
        from shop.mail.kinds import register_notice

        AvatarSettingsPanel.form_class = AvatarForm  # Wagtail has no setting for it
        register_notice("desk.reviews_due", label="Guides to review")
        spreadsheets.take_over()
        native_dates.take_over()
        self._register_publishing_rules()
        post_migrate.connect(roles.make_roles, dispatch_uid="desk.roles")
        post_migrate.connect(roles.assign_snippet_workflow, dispatch_uid="desk.piece_roles")
        post_migrate.connect(roles.let_editors_edit_search_words, dispatch_uid="desk.search_words")

    def _register_publishing_rules(self) -> None:
        from guides.claims.review.completeness import register_advice, register_completeness
        from guides.claims.review.prerequisites import register_prerequisites
        from guides.editorial.completeness import (
            advised_guide_parts,
            missing_guide_parts,
            missing_source_parts,
            unpublished_guide_parts,
            unpublished_series,
        )
        from guides.models import GuidePage, Source

        register_advice(GuidePage, advised_guide_parts)
        register_completeness(GuidePage, missing_guide_parts, unpublished=unpublished_guide_parts)
        register_completeness(Source, missing_source_parts)
        register_prerequisites(GuidePage, unpublished_series)
