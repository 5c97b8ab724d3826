"""How phrases are looked for. Pure."""

import re


def any_of(*phrases: str) -> re.Pattern[str]:
    """Any of the phrases, as whole words, in any case."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)
