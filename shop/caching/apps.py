from django.apps import AppConfig, apps
from django.conf import settings
from django.db.models.signals import post_delete, post_save


class PageCacheConfig(AppConfig):
    name = "shop.caching"
    label = "page_cache"

    def ready(self) -> None:
        """Bump the site version when a table of settings.PAGE_CACHE_WATCHES changes."""
        from shop.caching.site_version import site
        from shop.caching.table_writes import watch

        for label in settings.PAGE_CACHE_WATCHES:
            watch(apps.get_model(label)._meta.db_table, site.bump_on_commit)
            for signal in (post_save, post_delete):
                signal.connect(
                    site.bump_on_commit, sender=apps.get_model(label), dispatch_uid=f"page_cache:{label}"
                )
