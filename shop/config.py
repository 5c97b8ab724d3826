"""Oscar's root configuration under the shop's own addresses."""

from django.conf import settings
from django.urls import URLPattern, URLResolver
from django.urls.resolvers import RoutePattern
from django.views.decorators.cache import never_cache
from oscar.config import Shop

PREFIXES = {"catalogue/": "shop/", "accounts/": "account/"}


class StorefrontConfig(Shop):
    """Re-prefixes whole URL groups; the name stays `oscar`, through which its templates are found."""

    def ready(self) -> None:
        """Oscar takes Django's own form for a new password; ours asks for it once."""
        super().ready()
        from shop.customer.account.forms import SetPasswordForm

        self.set_password_form = SetPasswordForm
        if settings.SENTRY_DSN:
            from shop.web import error_reports

            error_reports.start(settings.SENTRY_DSN)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Oscar's patterns without its home redirect, which Wagtail's home page replaces, and shared lists.

        `Shop.get_urls` names the groups by route, so a route is swapped for ours where one is listed.
        The password pages are kept by no cache; asking for a link has limits.
        The whole pattern is replaced: its regular expression, by which Django reverses, is made once.
        """
        from shop.customer.account.password_reset import NewPasswordView, ask

        urls = [url for url in super().get_urls() if getattr(url, "name", None) != "home"]
        urls = [url for url in urls if getattr(url.pattern, "_route", "") != "wishlists/"]
        for url in urls:
            if str(getattr(url, "name", "")).startswith("password-reset"):
                url.callback = ask if url.name == "password-reset" else never_cache(url.callback)
            if getattr(url, "name", "") == "password-reset-confirm":
                url.callback = never_cache(NewPasswordView.as_view(**url.callback.view_initkwargs))
        for url in urls:
            route = getattr(url.pattern, "_route", "")
            if route in PREFIXES:
                url.pattern = RoutePattern(PREFIXES[route], is_endpoint=False)
        return urls
