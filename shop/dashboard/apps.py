from django.urls import URLPattern, URLResolver
from oscar.core.application import OscarConfig


class DashboardConfig(OscarConfig):
    """The addresses of Oscar's dashboard, whose screens the office has replaced; none is installed.

    Oscar's own code and bookmarks know the label, the namespace and some names of these addresses.
    """

    label = "dashboard"
    name = "shop.dashboard"
    namespace = "dashboard"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Redirects."""
        from shop.dashboard.moved import PATTERNS  # models aren't ready at import

        return self.post_process_urls([*PATTERNS])
