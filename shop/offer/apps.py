from oscar.apps.offer import apps


class OfferConfig(apps.OfferConfig):
    """Oscar's offers; only how often they ask the database is ours."""

    name = "shop.offer"
