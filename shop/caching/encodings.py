"""Content encoding negotiation (RFC 9110, section 12.5.3). Pure."""

OURS = ("br", "gzip")


def best_encoding(accepted: str) -> str:
    """Return `br`, `gzip` or "" (plain) by the weights of an Accept-Encoding header.

    The encoding with the smaller result wins a tie. An unreadable header means plain.
    """
    weights = dict(map(_weighed, accepted.lower().split(",")))
    others = weights.get("*", 0.0)
    wanted = {name: weights.get(name, others) for name in OURS}
    best = max(OURS, key=lambda name: wanted[name])
    plain = weights.get("identity", 0.0)
    return best if wanted[best] > 0 and wanted[best] >= plain else ""


def _weighed(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip() for piece in part.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            return name, _weight(value.strip())
    return name, 1.0


def _weight(text: str) -> float:
    """A weight between 0 and 1; an invalid weight is 0."""
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
