from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver
from django.views.decorators.csp import csp_override
from oscar.apps.dashboard import apps

View = Callable[..., Any]


class DashboardConfig(apps.DashboardConfig):
    """Oscar's dashboard with additional screens for staff."""

    name = "shop.dashboard"

    def ready(self) -> None:
        """Sign in with the second factor."""
        super().ready()
        from shop.accounts.staff_sign_in import DashboardSignIn

        self.login_view = DashboardSignIn

    def get_url_decorator(self, pattern: URLPattern) -> Callable[[View], View]:
        """Called by Oscar for each URL of the dashboard and its sub-apps; sets a CSP of its own.

        Oscar's dashboard has inline scripts and styles, which the shop's policy blocks.
        """
        from shop.dashboard.moved import OSCARS
        from shop.dashboard.refusals import (  # models aren't ready at import
            is_disabled,
            not_found,
            with_error_messages,
        )

        permitted = super().get_url_decorator(pattern)

        def decorate(view: View) -> View:
            view = OSCARS.get(pattern.name or "", view)
            inner = with_error_messages(not_found if is_disabled(pattern.name) else view)
            return csp_override(settings.EDITOR_CSP)(permitted(inner) if permitted else inner)

        return decorate

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Our URLs, then Oscar's."""
        from shop.dashboard import urls

        return [*self.post_process_urls([*urls.PATTERNS]), *super().get_urls()]
