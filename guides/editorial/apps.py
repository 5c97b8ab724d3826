from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeskConfig(AppConfig):
    """What marketers work with beside Wagtail's own: roles, workflow, calendar, preview links."""

    name = "guides.editorial"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Roles and workflow are made once all permissions are there; registers the email."""
        from wagtail.admin.views.account import AvatarSettingsPanel

        from guides.claims.review.prerequisites import register_prerequisites
        from guides.editorial import roles, spreadsheets, tasks  # noqa: F401
        from guides.editorial.avatar import AvatarForm
        from guides.editorial.completeness import unpublished_series
        from guides.models import GuidePage
        from shop.mail.kinds import register_notice

        AvatarSettingsPanel.form_class = AvatarForm  # Wagtail has no setting for it
        register_notice("desk.reviews_due", label="Guides to review")
        spreadsheets.take_over()
        register_prerequisites(GuidePage, unpublished_series)
        post_migrate.connect(roles.make_roles, dispatch_uid="desk.roles")
        post_migrate.connect(roles.give_pieces_the_workflow, dispatch_uid="desk.piece_roles")
        post_migrate.connect(roles.let_editors_edit_search_words, dispatch_uid="desk.search_words")
