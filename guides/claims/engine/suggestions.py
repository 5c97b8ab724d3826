"""The safer wordings of a rule that can stand in the place of its words. Pure."""

import re

QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
# What may follow the quoted words: more of them, a link to add, or another way. Not “with evidence”, which
# the words need to be safe.
WHOLE = re.compile(r"(?:[“\"][^”\"]+[”\"](?:, (?=[“\"]))?)+(?:$|\.|,| \+ | or )")


def suggestions(safer: str) -> list[str]:
    """The quoted wordings at the beginning of a rule's advice; empty if it asks for more than words."""
    found = WHOLE.match(safer.strip())
    return QUOTED.findall(found[0]) if found else []
