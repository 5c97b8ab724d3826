"""What the doctor says of one thing."""

from dataclasses import dataclass
from enum import Enum


class State(Enum):
    """How it is; only WRONG makes the command fail."""

    OK = "ok"
    WRONG = "wrong"
    UNKNOWN = "can’t be checked here"


@dataclass(frozen=True)
class Finding:
    """One line of the report, and below it what to do."""

    state: State
    text: str
    advice: str = ""


def ok(text: str) -> Finding:
    return Finding(State.OK, text)


def wrong(text: str, advice: str) -> Finding:
    return Finding(State.WRONG, text, advice)


def unknown(text: str, advice: str = "") -> Finding:
    return Finding(State.UNKNOWN, text, advice)
