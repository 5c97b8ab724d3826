"""Whether the shop takes contributions to its guides now, and on which terms."""

from shop.caching.site_version import site
from shop.caching.version import LocalCache
from shop.trader.contribution_settings import ContributionSettings

_row: LocalCache[int, tuple[ContributionSettings | None]] = LocalCache(most=1, seconds=60)


def stored_contributions() -> ContributionSettings | None:
    """The one row, whether or not it is switched on."""
    return ContributionSettings.objects.first()


def contributions_to_change() -> ContributionSettings:
    """The one row, or as it would begin."""
    return stored_contributions() or ContributionSettings(pk=ContributionSettings.ONE)


def open_contributions() -> ContributionSettings | None:
    """The settings while contributions are taken; a change is seen with the site's next version."""
    row, *_ = _row.get(ContributionSettings.ONE, state=site.current(), make=lambda: (stored_contributions(),))
    return row if row and row.is_on else None
