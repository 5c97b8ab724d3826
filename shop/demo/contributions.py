"""Contributions to the guides, which the demo takes with simulated cards."""

from shop.trader.contribution_settings import ContributionSettings


def load_contributions() -> int:
    """Switch them on, once: whoever switches them off in the office keeps that."""
    rows, on = ContributionSettings.objects, {"is_on": True}
    return int(rows.get_or_create(pk=ContributionSettings.ONE, defaults=on)[1])
