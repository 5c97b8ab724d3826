"""Wording of a product’s typed columns in plain English. Pure."""

ADULT_MONTHS = 216


def minimum_age(months: int | None) -> str:
    """“Assessed from birth”, “From 6 months”, “From 3 years”, “For adults”."""
    if months is None:
        return ""
    if months == 0:
        return "Assessed from birth"
    if months >= ADULT_MONTHS:
        return "For adults"
    if months % 12 == 0 and months >= 24:
        return f"From {months // 12} years"
    return "From 1 month" if months == 1 else f"From {months} months"


def percent(value: object) -> str:
    """“99.5%”, and “100%” instead of “100.0%”."""
    return f"{value:g}%" if isinstance(value, float | int) else f"{str(value).removesuffix('.0')}%"
