from django.apps import apps as installed
from django.db.models.signals import m2m_changed, post_delete, post_save
from oscar.apps.offer import apps


class OfferConfig(apps.OfferConfig):
    """Oscar's offers; how often they ask the database, and that pages follow them, is ours."""

    name = "shop.offer"

    def ready(self) -> None:
        """Whatever belongs to an offer gives the pages that show offers a new version."""
        super().ready()
        from shop.offer.version import offers
        from shop.signals import offer_counted

        offer_counted.connect(offers.bump, dispatch_uid="offers:counted")
        for model in installed.get_app_config(self.label).get_models(include_auto_created=True):
            for signal in (post_save, post_delete):
                signal.connect(offers.bump, sender=model, dispatch_uid=f"offers:{model.__name__}")
            m2m_changed.connect(offers.bump, sender=model, dispatch_uid=f"offers:m2m:{model.__name__}")
