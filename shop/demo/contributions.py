"""Contributions to the guides, which the demo takes with simulated cards."""

from shop.trader.contribution_settings import ContributionSettings


def load_contributions() -> int:
    """Switch them on, once: whoever switches them off in the office keeps that."""
    return int(ContributionSettings.objects.get_or_create(defaults={"is_on": True})[1])
