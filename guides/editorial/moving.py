"""Moves what is scheduled to another day, at the same time of day: pages, shared snippets and newsletters."""

from abc import ABC, abstractmethod
from datetime import UTC, datetime
from typing import cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.locks import ScheduledForPublishLock
from wagtail.log_actions import LogActionRegistry, log
from wagtail.models import LockableMixin, Page, Revision

from guides.claims.content.authors import CmsUser
from guides.claims.review.gate import assert_publishable
from guides.models import GuidePage
from guides.newsletter.models import Newsletter
from guides.newsletter.sending import announcements
from guides.newsletter.sending import schedule as sending_schedule
from guides.newsletter.sending.audience import recipients
from shop.london import iso, london

MOVED = "desk.move"
WHEN = "%A %-d %B at %H:%M"


class NotMoved(ValueError):
    """Why it stays where it is, as a sentence."""


class Piece(ABC):
    """Something with a time that can be another one."""

    title: str
    at: datetime

    @abstractmethod
    def may_be_moved_by(self, user: CmsUser | None) -> bool:
        """Whether this person could have scheduled it."""

    @abstractmethod
    def emailed(self) -> str:
        """Who is emailed when its time comes, such as “214 people who follow “Feet””; empty for nobody."""

    @abstractmethod
    def _move(self, at: datetime, by: AbstractBaseUser) -> None: ...

    def move(self, *, at: datetime, by: AbstractBaseUser) -> None:
        """Give it another time. Raises NotMoved, and NotPublishable like every way of scheduling."""
        if at <= timezone.now():
            raise NotMoved("That time has passed.")
        with transaction.atomic():
            self._move(at, by)


class ScheduledText(Piece):
    """A version of a page or shared snippet that goes live at its time."""

    def __init__(self, revision: Revision) -> None:
        self.revision = revision
        self.at = cast(datetime, revision.approved_go_live_at)
        self.content = revision.as_object()
        self.title = revision.object_str

    def may_be_moved_by(self, user: CmsUser | None) -> bool:
        return may_schedule(self.content, user)

    def emailed(self) -> str:
        part = self.content
        if not isinstance(part, GuidePage) or not part.will_tell_followers:
            return ""
        series = part.get_parent().specific
        if not getattr(series, "has_followers", False) or not announcements.will_announce(part):
            return ""
        number = announcements.followers_to_email(series.slug)
        return f"{announcements.people(number)} who follow “{series.title}”" if number else ""

    def _move(self, at: datetime, by: AbstractBaseUser) -> None:
        locked = Revision.objects.select_for_update().filter(pk=self.revision.pk)
        revision = locked.filter(approved_go_live_at=self.at).first()
        if revision is None:
            raise NotMoved("Somebody changed its time meanwhile.")
        ends = self.content.expire_at
        if ends and at >= ends:
            raise NotMoved(f"It goes down on {london(ends, WHEN)}, which is before.")
        was = revision.content["go_live_at"]
        newer = self.content.revisions.filter(pk__gt=revision.pk)
        for one in (revision, *newer):
            if one.content.get("go_live_at") == was:
                one.content["go_live_at"] = DjangoJSONEncoder().default(at.astimezone(UTC))
                one.save(update_fields=["content"])
        revision.publish(user=by, changed=False)


class ScheduledNewsletter(Piece):
    """A newsletter that waits for its time. Its text stays as it was when it was scheduled."""

    def __init__(self, newsletter: Newsletter) -> None:
        self.newsletter = newsletter
        self.at = cast(datetime, newsletter.send_at)
        self.title = newsletter.subject

    def may_be_moved_by(self, user: CmsUser | None) -> bool:
        return may_send(self.newsletter, user)

    def emailed(self) -> str:
        return announcements.people(recipients(self.newsletter).count())

    def _move(self, at: datetime, by: AbstractBaseUser) -> None:
        assert_publishable(self.newsletter)
        try:
            sending_schedule.move(newsletter=self.newsletter, was=self.at, at=at)
        except sending_schedule.AlreadySent:
            raise NotMoved("It is on its way already, or somebody changed its time meanwhile.") from None
        data = {"from": iso(self.at), "to": iso(at)}
        log(instance=self.newsletter, action=MOVED, user=by, data=data)


def may_schedule(content: Model | None, user: CmsUser | None) -> bool:
    """Whether this person may publish a page or a shared snippet, and nobody has locked it."""
    if content is None or user is None:
        return False
    if isinstance(content, LockableMixin) and _is_locked(content, user):
        return False
    if isinstance(content, Page):
        return bool(content.permissions_for_user(user).can_publish())
    about = content._meta
    return bool(user.has_perm(f"{about.app_label}.publish_{about.model_name}"))


def _is_locked(content: LockableMixin, user: CmsUser) -> bool:
    """By a person or by its workflow; Wagtail also locks whatever is scheduled, so that nobody edits it."""
    lock = content.get_lock()
    return bool(lock and not isinstance(lock, ScheduledForPublishLock) and lock.for_user(user))


def may_send(newsletter: Newsletter, user: CmsUser | None) -> bool:
    """Whether this person may send a newsletter that still waits. The email of a part goes with its part."""
    is_waiting = newsletter.state == Newsletter.SCHEDULED and newsletter.part is None
    return bool(user is not None and is_waiting and user.has_perm("newsletter.publish_newsletter"))


def find_text(pk: int) -> Piece | None:
    """The scheduled version with this key, if it still waits."""
    revision = Revision.objects.filter(pk=pk, approved_go_live_at__isnull=False).first()
    return ScheduledText(revision) if revision else None


def find_newsletter(pk: int) -> Piece | None:
    """The newsletter with this key, if it has a time."""
    newsletter = Newsletter.objects.filter(pk=pk, send_at__isnull=False).first()
    return ScheduledNewsletter(newsletter) if newsletter else None


def log_action(actions: LogActionRegistry) -> None:
    """What the activity log says of a newsletter that was moved; pages log their new time by themselves."""
    actions.register_action(MOVED, "Move to another day", "Moved to another day")
