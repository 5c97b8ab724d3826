"""Which encoding a client wants (RFC 9110, 12.5.3). Pure."""

OURS = ("br", "gzip")


def best_encoding(accepted: str) -> str:
    """`br`, `gzip` or "" for the plain page, by the weights of an Accept-Encoding header.

    Of encodings with the same weight the smaller page wins. A header that can't be read asks for nothing.
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
    """A weight between 0 and 1; what is none is a refusal."""
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
