"""Massage mode: the steps of a guide, one per screen."""

from dataclasses import dataclass
from typing import Any

from guides.models import Technique


@dataclass(frozen=True)
class Screen:
    """One step; a technique's steps share its name and drawing."""

    title: str
    text: Any  # a line, or rich text
    place: str = ""
    technique: Technique | None = None
    image: Any = None
    alt: str = ""
    is_rich: bool = False
    cautions: tuple[str, ...] = ()


def screens(blocks: list[Any]) -> list[Screen]:
    """All steps in the order of the page."""
    found: list[Screen] = []
    for block in blocks:
        if block.block_type == "steps":
            found += [_step(step) for step in block.value["steps"]]
        elif block.block_type == "technique" and block.value["technique"]:
            found += _of_technique(block.value["technique"])
    return found


def _step(step: Any) -> Screen:
    return Screen(
        title=step["title"], text=step["text"], image=step["image"], alt=step["alt"] or "", is_rich=True
    )


def _of_technique(technique: Technique) -> list[Screen]:
    """One screen per step; the first one shows the cautions."""
    lines = technique.steps
    return [
        Screen(
            title=technique.name,
            text=line,
            place=f"{number} of {len(lines)}",
            technique=technique,
            cautions=tuple(technique.warnings) if number == 1 else (),
        )
        for number, line in enumerate(lines, 1)
    ]
