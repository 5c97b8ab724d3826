"""Ages in words. Pure."""

WEEKS_TO_SAY = 12
WEEKS_A_MONTH = 52 / 12


def words(weeks: int) -> str:
    """“Any age”, “From 6 weeks”, “From 3 months”: weeks as parents count them."""
    if not weeks:
        return "Any age"
    if weeks < WEEKS_TO_SAY:
        return f"From {weeks} week{'s' if weeks > 1 else ''}"
    months = round(weeks / WEEKS_A_MONTH)
    return f"From {months} months"
