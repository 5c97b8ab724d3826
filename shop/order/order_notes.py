"""Notes of an order. Imported by `shop.order.models`."""

from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from oscar.apps.order.abstract_models import AbstractOrderNote


class OrderNote(AbstractOrderNote):
    """A note for colleagues, or of the shop itself (`note_type` System)."""

    CHANGEABLE_FOR = timedelta(hours=1)

    class Meta(AbstractOrderNote.Meta):
        abstract = False

    @property
    def is_by_hand(self) -> bool:
        """Whether a colleague wrote it."""
        return self.user_id is not None and self.note_type != self.SYSTEM

    @property
    def is_fresh(self) -> bool:
        """Whether whoever wrote it may still change it."""
        return self.is_by_hand and timezone.now() < self.date_created + self.CHANGEABLE_FOR

    def may_be_changed_by(self, user: AbstractBaseUser) -> bool:
        """Within the hour by whoever wrote it; after that notes are only added to."""
        return self.is_fresh and self.user_id == user.pk

    def is_editable(self) -> bool:
        """Called by Oscar."""
        return self.is_fresh
