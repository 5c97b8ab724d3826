"""How many people are in an automation, and what became of its letters: numbers, never a person."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from guides.newsletter.cms.letter_numbers import LetterNumbers, numbers_of, together
from guides.newsletter.models import Automation, AutomationProgress, AutomationStep


@dataclass(frozen=True)
class AutomationFigures:
    """The numbers of one automation: of people, and of all its emails together."""

    in_progress: int
    finished: int
    left: int
    bought: int
    late: int
    emails: LetterNumbers


def figures_of(automation: Automation) -> AutomationFigures:
    """Counted from the rows; progress and deliveries are stored for 24 months."""
    return figures_of_all([automation])[automation.pk]


def figures_of_all(automations: Iterable[Automation]) -> dict[int, AutomationFigures]:
    """By automation id. The numbers of a deleted email stand on its own page only."""
    found = list(automations)
    steps = list(AutomationStep.objects.filter(automation__in=found).select_related("letter"))
    numbers = numbers_of([step.letter for step in steps])
    people = _people(found)
    return {
        one.pk: _figures(
            people.get(one.pk, {}),
            together(numbers[step.letter_id] for step in steps if step.automation_id == one.pk),
        )
        for one in found
    }


def _people(automations: list[Automation]) -> dict[int, dict[str, int]]:
    rows = AutomationProgress.objects.filter(automation__in=automations).order_by()
    people: dict[int, dict[str, int]] = {}
    for pk, state, number in rows.values_list("automation_id", "state").annotate(n=Count("pk")):
        people.setdefault(pk, {})[state] = number
    return people


def _figures(by_state: dict[str, int], emails: LetterNumbers) -> AutomationFigures:
    progress = AutomationProgress
    return AutomationFigures(
        in_progress=by_state.get(progress.ACTIVE, 0),
        finished=by_state.get(progress.FINISHED, 0),
        left=by_state.get(progress.LEFT, 0),
        bought=by_state.get(progress.BOUGHT, 0),
        late=by_state.get(progress.LATE, 0),
        emails=emails,
    )


def numbers_by_step(automation: Automation) -> dict[int, LetterNumbers]:
    """What became of each email, by step id."""
    steps = list(automation.steps.select_related("letter"))
    numbers = numbers_of([step.letter for step in steps])
    return {step.pk: numbers[step.letter_id] for step in steps}
