"""Forms with a row for each thing that was typed: “More rows” keeps what is there."""

from django.http import QueryDict

TOTAL = "form-TOTAL_FORMS"


def longer(data: QueryDict, *, more: int, most: int) -> QueryDict:
    """The posted rows and some more."""
    found = data.copy()
    sent = data.get(TOTAL, "")
    found[TOTAL] = str(min(int(sent) + more, most) if sent.isdecimal() else more)
    return found
