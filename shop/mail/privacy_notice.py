"""Lists emails and their retention periods for the privacy notice."""

from itertools import groupby

from shop.mail.compose import staff_notice
from shop.mail.kinds import Kind, all_kinds
from shop.privacy.periods import in_words


def to_people() -> list[Kind]:
    """All kinds except notices to staff."""
    return [kind for kind in all_kinds() if kind.compose is not staff_notice]


def by_period() -> list[tuple[str, str]]:
    """Pairs of labels and a period in words, shortest period first."""
    kinds = sorted(to_people(), key=lambda kind: (kind.keep_days, kind.name))
    groups = groupby(kinds, key=lambda kind: kind.keep_days)
    return [(", ".join(kind.label for kind in group), in_words(days)) for days, group in groups]
