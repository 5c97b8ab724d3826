"""How many people are in an automation, and what became of its letters: numbers, never a person."""

from dataclasses import dataclass

from django.db.models import Count

from guides.newsletter.models import Automation, AutomationProgress, AutomationStep, Delivery


@dataclass(frozen=True)
class AutomationFigures:
    """The numbers of one automation."""

    in_progress: int
    finished: int
    left: int
    bought: int
    late: int
    sent: int


def figures_of(automation: Automation) -> AutomationFigures:
    """Counted from the rows; progress and deliveries are stored for 24 months."""
    rows = automation.progress.order_by().values_list("state").annotate(n=Count("pk"))
    by_state = dict(rows)
    sent = Delivery.objects.filter(newsletter__step__automation=automation, state=Delivery.SENT).count()
    progress = AutomationProgress
    return AutomationFigures(
        in_progress=by_state.get(progress.ACTIVE, 0),
        finished=by_state.get(progress.FINISHED, 0),
        left=by_state.get(progress.LEFT, 0),
        bought=by_state.get(progress.BOUGHT, 0),
        late=by_state.get(progress.LATE, 0),
        sent=sent,
    )


def sent_by_step(automation: Automation) -> dict[int, int]:
    """Letters sent, by step id."""
    sent = AutomationStep.objects.filter(automation=automation, letter__deliveries__state=Delivery.SENT)
    return dict(sent.order_by().values_list("pk").annotate(n=Count("letter__deliveries")))
