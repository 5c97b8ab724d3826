"""Create automations, change their steps, and turn them on and off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from guides.claims.review.completeness import NotPublishable
from guides.claims.review.gate import assert_publishable
from guides.newsletter.absolute_links import BrokenLinks
from guides.newsletter.automations.fitting_guides import SUBJECT, guide_letters
from guides.newsletter.automations.rules import TOO_LATE
from guides.newsletter.automations.starter_letters import LETTERS, NAMES, NEW, StarterLetter
from guides.newsletter.models import Automation, AutomationProgress, AutomationStep, Delivery, Newsletter
from guides.newsletter.sending import message


class NotReady(Exception):
    """It can’t be turned on, or a text can’t be used; `lines` has a sentence about each fault."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(" ".join(lines))
        self.lines = lines


@dataclass(frozen=True)
class StepChoices:
    """What a marketer chooses for one step."""

    wait_days: int
    condition: str
    is_on: bool
    product: str = ""


@transaction.atomic
def create(*, kind: str) -> Automation:
    """A new automation with its first letters; it is off until somebody turns it on."""
    automation = Automation.objects.create(kind=kind, name=NAMES[kind])
    for place, letter in enumerate(LETTERS[kind], start=1):
        _add(automation, place, letter)
    if kind == Automation.FIRST_ORDER:
        _add_guides(automation)
    return automation


def _add_guides(automation: Automation) -> None:
    """After the emails for everybody: which guide goes with what somebody bought."""
    first = automation.steps.count() + 1
    for place, letter in enumerate(guide_letters(), start=first):
        given = StarterLetter(letter.wait_days, SUBJECT, "", "")
        step = _add(automation, place, given, body=letter.body)
        step.condition, step.product = AutomationStep.PRODUCT, letter.product
        step.save(update_fields=["condition", "product"])


@transaction.atomic
def add_letter(*, automation: Automation) -> AutomationStep:
    """One more letter at the end. It is off until its text is written."""
    Automation.objects.select_for_update().get(pk=automation.pk)
    last = automation.steps.order_by("-place").first()
    return _add(automation, last.place + 1 if last else 1, NEW, is_on=False)


def _add(
    automation: Automation,
    place: int,
    given: StarterLetter,
    *,
    is_on: bool = True,
    body: Sequence[tuple[str, object]] = (),
) -> AutomationStep:
    letter = Newsletter(
        subject=given.subject,
        preheader=given.preheader,
        audience=automation.purpose,
        body=list(body) or [("text", given.text)],
        state=Newsletter.AUTOMATIC,
    )
    letter.save()
    letter.save_revision()
    return AutomationStep.objects.create(
        automation=automation, letter=letter, place=place, wait_days=given.wait_days, is_on=is_on
    )


@transaction.atomic
def change(
    *, automation: Automation, name: str, ends_on_order: bool, steps: Mapping[int, StepChoices]
) -> None:
    """Store the choices, by step id. Who waits for a letter already keeps the day they have.

    Raises NotReady if a letter without a checked text would be sent.
    """
    automation = Automation.objects.select_for_update().get(pk=automation.pk)
    Automation.objects.filter(pk=automation.pk).update(name=name, ends_on_order=ends_on_order)
    for step in automation.steps.select_related("letter"):
        if chosen := steps.get(step.pk):
            if chosen.is_on and automation.is_on and not step.letter.frozen_html:
                use_text(step=step)
            step.wait_days, step.is_on = chosen.wait_days, chosen.is_on
            step.condition, step.product = chosen.condition, chosen.product
            step.save(update_fields=["wait_days", "condition", "product", "is_on"])


def turn_on(*, automation: Automation) -> None:
    """Check and freeze every letter that is on, then begin; only who comes now enters. Raises NotReady."""
    steps = list(automation.steps.filter(is_on=True).select_related("letter"))
    if not steps:
        raise NotReady(["It has no email that is on."])
    with transaction.atomic():
        for step in steps:
            use_text(step=step)
        _leave_out_old_letters(automation)
        off = Automation.objects.filter(pk=automation.pk, on_since=None)
        off.update(on_since=timezone.now(), stopped_because="")


def turn_off(*, automation: Automation, because: str = "") -> None:
    """Nothing leaves any more, and nobody enters; people keep their place in it for two weeks."""
    going = Automation.objects.filter(pk=automation.pk, on_since__isnull=False)
    going.update(on_since=None, stopped_because=because[:500])


@transaction.atomic
def use_text(*, step: AutomationStep) -> None:
    """Check the letter as it is edited now, and send this text from now on. Raises NotReady."""
    edited = step.letter.get_latest_revision_as_object()
    composed = _composed(edited)
    Newsletter.objects.filter(pk=step.letter_id).update(
        subject=edited.subject,
        preheader=edited.preheader,
        body=edited.body,
        frozen_html=composed.html,
        frozen_text=composed.text,
    )
    AutomationStep.objects.filter(pk=step.pk).update(revision_in_use=edited.latest_revision_id)


def _composed(letter: Newsletter) -> message.IssueMessage:
    try:
        assert_publishable(letter)
        return message.compose(letter)
    except NotPublishable as error:
        lines = error.messages
    except BrokenLinks as error:
        lines = error.lines
    raise NotReady([f"“{letter.subject}”: {line}" for line in lines])


def _leave_out_old_letters(automation: Automation) -> None:
    """Letters that were queued when it was turned off, and would come two weeks late now."""
    waiting = Delivery.objects.filter(newsletter__step__automation=automation, state=Delivery.WAITING)
    old = list(waiting.filter(changed_at__lt=timezone.now() - TOO_LATE).values_list("pk", flat=True))
    Delivery.objects.filter(pk__in=old, state=Delivery.WAITING).update(state=Delivery.SKIPPED)


def waiting_for(step: AutomationStep) -> int:
    """How many people’s next letter it is."""
    going = step.automation.progress.filter(state=AutomationProgress.ACTIVE)
    return going.filter(next_place=step.place).count()


@transaction.atomic
def delete_letter(*, step: AutomationStep) -> None:
    """Take a letter out for good: who waits for it goes on to the one after it. Its figures stay.

    Raises NotReady for the only one that is on, while the automation is on.
    """
    automation = Automation.objects.select_for_update().get(pk=step.automation_id)
    others = automation.steps.filter(is_on=True).exclude(pk=step.pk)
    if automation.is_on and not others.exists():
        raise NotReady(["It is the only email that is on. Turn the automation off first."])
    waiting = Delivery.objects.filter(newsletter=step.letter_id, state=Delivery.WAITING)
    waiting.update(state=Delivery.SKIPPED, changed_at=timezone.now())
    step.delete()
    _close_letter(step.letter_id)


def _close_letter(letter_id: int) -> None:
    """A text that nobody got goes as well; one that was sent is kept with its deliveries."""
    letter = Newsletter.objects.filter(pk=letter_id)
    if Delivery.objects.filter(newsletter=letter_id).exists():
        letter.update(state=Newsletter.SENT, finished_at=timezone.now())
    else:
        letter.delete()
