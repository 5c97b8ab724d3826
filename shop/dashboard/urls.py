"""Our URLs in the dashboard, for `DashboardConfig`."""

from shop.dashboard import moved

PATTERNS = moved.PATTERNS
