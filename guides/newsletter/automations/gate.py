"""Checks the texts in use again before they leave: the rules for claims may have changed since."""

from guides.claims.cms.permissions import moderator_emails
from guides.claims.review.completeness import NotPublishable
from guides.claims.review.gate import assert_publishable
from guides.newsletter.automations import services
from guides.newsletter.models import Automation
from shop.mail import outbox


def is_refused(automation: Automation) -> bool:
    """Whether a letter mustn’t be sent any more; then the automation is off and the editors hear why."""
    for step in automation.steps.filter(is_on=True).select_related("letter"):
        try:
            assert_publishable(step.letter)
        except NotPublishable as error:
            _stop(automation, f"“{step.letter.subject}”: {' '.join(error.messages)}")
            return True
    return False


def _stop(automation: Automation, reason: str) -> None:
    services.turn_off(automation=automation, because=reason)
    text = f"{reason}\n\nThe automation is off, and its emails aren’t sent to anyone."
    args = {"subject": f"Stopped: {automation.name}", "text": text}
    for address in sorted(moderator_emails()):
        outbox.queue("newsletter.held_back", to=address, args=args)
