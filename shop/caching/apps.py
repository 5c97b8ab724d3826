from django.apps import AppConfig, apps
from django.conf import settings
from django.db.models.signals import post_delete, post_save


class PageCacheConfig(AppConfig):
    name = "shop.caching"
    label = "page_cache"

    def ready(self) -> None:
        """Whatever stands on public pages beside goods and guides gives them a new version."""
        from shop.caching.site_version import site
        from shop.caching.table_writes import watch

        for label in settings.PAGE_CACHE_WATCHES:
            watch(apps.get_model(label)._meta.db_table, site.bump)
            for signal in (post_save, post_delete):
                signal.connect(site.bump, sender=apps.get_model(label), dispatch_uid=f"page_cache:{label}")
