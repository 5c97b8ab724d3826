from django.apps import AppConfig
from django.db.models.signals import m2m_changed, post_migrate


class OfficeConfig(AppConfig):
    """The one back office at `/office/`, on Wagtail's admin."""

    name = "shop.backoffice"
    label = "office"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Set rights after each migration and staff status with each change of roles; register emails."""
        from shop.accounts.models import User
        from shop.backoffice.activity import recorder
        from shop.backoffice.customers import personal_data  # noqa: F401
        from shop.backoffice.emails import examples
        from shop.backoffice.people import emails
        from shop.backoffice.roles import set_rights
        from shop.backoffice.staff_status import update_is_staff
        from shop.backoffice.wagtail_words import say_our_words

        emails.register_kinds()
        examples.register_all()
        recorder.connect()
        say_our_words()
        # This app is the last one: by then the permissions of all others exist.
        post_migrate.connect(set_rights, sender=self, dispatch_uid="office.rights")
        groups = User.groups.through
        m2m_changed.connect(update_is_staff, sender=groups, dispatch_uid="office.staff_status")
