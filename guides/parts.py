"""What a guide must hold before readers see it."""

from typing import Any

from guides.models import Person, SafetyNote, Source, Technique
from guides.walk import chosen

NO_SAFETY_BOX = (
    "A guide that shows techniques needs a safety box: add the block “Safety box” with when not to massage, "
    "when to stop and whom to ask."
)


def missing_parts(page: Any) -> dict[str, str]:
    """By field: no safety box beside techniques, or something chosen that isn't published itself."""
    picked = chosen(page.body.stream_block, page.body.get_prep_value())
    drafts = [str(one) for model in (Technique, SafetyNote, Source) for one in _drafts(model, picked)]
    found = {}
    if drafts:
        found["body"] = f"Not published yet, so readers wouldn't see it: {', '.join(drafts)}."
    if picked.get(Technique) and not picked.get(SafetyNote):
        found["body"] = NO_SAFETY_BOX
    if people := [name for name in ("author", "reviewer") if _is_draft(getattr(page, f"{name}_id"))]:
        found |= dict.fromkeys(people, "Not published yet: publish this person first.")
    return found


def _drafts(model: Any, picked: dict[Any, set[int]]) -> Any:
    wanted = picked.get(model)
    return model.objects.filter(pk__in=wanted, live=False) if wanted else ()


def _is_draft(person: int | None) -> bool:
    return person is not None and Person.objects.filter(pk=person, live=False).exists()
