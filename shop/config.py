"""Oscar's root configuration under the shop's own addresses."""

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import RoutePattern
from oscar.config import Shop

PREFIXES = {"catalogue/": "shop/", "accounts/": "account/"}


class StorefrontConfig(Shop):
    """Re-prefixes whole URL groups; the name stays `oscar`, through which its templates are found."""

    def ready(self) -> None:
        """Oscar takes Django's own form for a new password; ours asks for it once."""
        super().ready()
        from shop.customer.forms import SetPasswordForm

        self.set_password_form = SetPasswordForm

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Oscar's patterns without its home redirect, which Wagtail's home page replaces, and shared lists.

        `Shop.get_urls` names the groups by route, so a route is swapped for ours where one is listed.
        The whole pattern is replaced: its regular expression, by which Django reverses, is made once.
        """
        urls = [url for url in super().get_urls() if getattr(url, "name", None) != "home"]
        urls = [url for url in urls if getattr(url.pattern, "_route", "") != "wishlists/"]
        for url in urls:
            route = getattr(url.pattern, "_route", "")
            if route in PREFIXES:
                url.pattern = RoutePattern(PREFIXES[route], is_endpoint=False)
        return urls
