"""Reads the whole catalogue from the database in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, Model
from oscar.apps.analytics.models import ProductRecord

from shop.catalogue.labelling import wording
from shop.catalogue.listing.item import ListingItem
from shop.catalogue.listing.variants import public_products, sizes_of
from shop.catalogue.models import Category, Ingredient, Product, ProductImage, ProductIngredient, SkinNeed
from shop.catalogue.reviews.models import ProductReview
from shop.offer.public_offers import OffersOnShow
from shop.search_engine.vocabulary import words_in

GENERAL_WORDS = words_in("oil oils seed fruit flower leaf kernel extract butter wax powder water light free")


def read_items(offers: OffersOnShow) -> tuple[list[ListingItem], set[int]]:
    """All public products in the order the shop features them, and the keys of the ingredients in use."""
    ancestry = _ancestry()
    needs = dict(SkinNeed.objects.values_list("pk", "slug"))
    oils = {pk: str(pk) for pk in Ingredient.objects.filter(is_oil=True).values_list("pk", flat=True)}
    categories = _linked(Product.categories.through, "category_id")
    needed = _linked(Product.skin_needs.through, "skinneed_id")
    made_of = _linked(ProductIngredient, "ingredient_id")
    images = _first_two_images()
    reviews = _review_counts()
    sold = dict(ProductRecord.objects.exclude(score=0).values_list("product_id", "score"))
    items = [
        _item(
            product,
            offers,
            image=next(iter(images[product.pk]), None),
            second_image=next(iter(images[product.pk][1:]), None),
            reviews=reviews.get(product.pk, 0),
            sold=sold.get(product.pk, 0),
            contains=" ".join(map(str, made_of[product.pk])),
            needs=frozenset(needs[pk] for pk in needed[product.pk]),
            oils=frozenset(oils[pk] for pk in made_of[product.pk] if pk in oils),
            categories=frozenset[int]().union(*(ancestry[pk] for pk in categories[product.pk])),
        )
        for product in public_products().order_by("-priority", "pk")
    ]
    return items, {pk for pks in made_of.values() for pk in pks}


def _ancestry() -> dict[int, frozenset[int]]:
    """Category id to the ids of itself and of all categories above it."""
    by_path = dict(Category.objects.values_list("path", "pk"))
    step = Category.steplen
    return {
        pk: frozenset(by_path[path[:end]] for end in range(step, len(path) + 1, step))
        for path, pk in by_path.items()
    }


def _linked(through: type[Model], field: str) -> defaultdict[int, list[int]]:
    """Keys of the linked rows by product id: as objects, ten thousand links would take a second."""
    found = defaultdict(list)
    for product, other in through._default_manager.values_list("product_id", field):
        found[product].append(other)
    return found


def _first_two_images() -> defaultdict[int, list[ProductImage]]:
    """Images by product id. Prefetched, each image would keep its whole product in memory."""
    found = defaultdict[int, list[ProductImage]](list)
    for image in ProductImage.objects.order_by("display_order", "pk"):
        if len(found[image.product_id]) < 2:
            found[image.product_id].append(image)
    return found


def _review_counts() -> dict[int, int]:
    """The number of published reviews by product id."""
    published = ProductReview.objects.filter(status=ProductReview.APPROVED).order_by()
    return dict(published.values("product").annotate(number=Count("pk")).values_list("product", "number"))


def _item(product: Product, offers: OffersOnShow, **links: Any) -> ListingItem:
    months = product.age_months
    return ListingItem(
        id=product.pk,
        slug=product.slug,
        title=product.title,
        summary=product.summary,
        url=product.get_absolute_url(),
        sizes=sizes_of(product, offers),
        is_nut_free=product.is_nut_free,
        is_fragrance_free=product.is_fragrance_free,
        from_birth=months == 0,
        traces=product.nuts_note,
        age=wording.minimum_age(months),
        from_months=months,
        rating=product.rating,
        created=product.date_created,
        updated=product.date_updated,
        ml_per_massage=product.ml_per_massage,
        months_open=product.pao_months,
        **links,
    )


def ingredient_words(used: Collection[int]) -> frozenset[str]:
    """The words of ingredient names, without general words such as “oil”."""
    found = Ingredient.objects.values_list("pk", "inci_name", "common_name")
    names = [name for pk, *both in found if pk in used for name in both]
    return frozenset(words_in(*names)) - GENERAL_WORDS


def filter_names(items: Iterable[ListingItem]) -> tuple[dict[str, str], dict[str, str]]:
    """The names of the needs and oils in use, in the order of the items."""
    needs = dict(SkinNeed.objects.values_list("slug", "name"))
    oils = {str(pk): name for pk, name in Ingredient.objects.values_list("pk", "common_name")}
    used = {slug: needs[slug] for item in items for slug in sorted(item.needs)}
    return used, {pk: oils[pk] for item in items for pk in sorted(item.oils)}
