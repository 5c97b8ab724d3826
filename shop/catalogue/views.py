"""The product list, a category and a product: public pages, the same for everyone."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View

from shop.caching.decorators import public_page
from shop.caching.version import LocalCache
from shop.catalogue.listing.page import LIST_PARAMS, browse
from shop.catalogue.listing.snapshot import current_catalogue, snapshot_version
from shop.catalogue.models import Category, Ingredient, Product
from shop.catalogue.product_page import product_page
from shop.web.stripe_policy import with_express

_categories: LocalCache[str, Category] = LocalCache(most=300)


def _category(slug: str) -> Category | None:
    """A public category; cached until the catalogue changes."""
    return _categories.get(
        slug,
        state=snapshot_version(),
        make=lambda: Category.objects.browsable().filter(slug=slug).first(),
    )


@method_decorator(public_page(params=LIST_PARAMS), "dispatch")
class CatalogueView(View):
    """`/shop/`: all products. Oscar’s view runs queries for each card."""

    def get(self, request: HttpRequest) -> HttpResponse:
        page = browse(current_catalogue(), request.GET)
        return render(request, "oscar/catalogue/browse.html", {"browse": page, "heading": "All products"})


@method_decorator(public_page(params=LIST_PARAMS), "dispatch")
class ProductCategoryView(View):
    """`/shop/category/<slug>/`: a category with its subcategories."""

    def get(self, request: HttpRequest, category_slug: str) -> HttpResponse:
        category = _category(category_slug.rsplit("/", 1)[-1])
        if category is None:
            raise Http404
        if request.path != category.get_absolute_url():
            return HttpResponsePermanentRedirect(category.get_absolute_url())
        context = {
            "browse": browse(current_catalogue(), request.GET, category=category.pk),
            "heading": category.name,
            "category": category,
        }
        return render(request, "oscar/catalogue/browse.html", context)


_ingredients: LocalCache[str, list[Ingredient]] = LocalCache(most=1)


@public_page()
def ingredients(request: HttpRequest) -> HttpResponse:
    """`/ingredients/`: what is in our products, to tick what one avoids; the choice stays in the browser."""
    used = _ingredients.get("", state=snapshot_version(), make=_in_use)
    return render(request, "oscar/catalogue/ingredients.html", {"ingredients": used})


def _in_use() -> list[Ingredient]:
    """The ingredients of public products, by everyday name."""
    public = Ingredient.objects.filter(products__is_public=True).exclude(products__structure=Product.CHILD)
    return list(public.distinct().order_by("common_name", "inci_name"))


@method_decorator(public_page(params=("size",)), "dispatch")
class ProductDetailView(View):
    """`/shop/<slug>/`: one product. Oscar’s view writes a cookie and a row on each GET; this one reads."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        page = product_page(slug=slug, size=request.GET.get("size", ""))
        if page is None:
            return self.moved(slug)
        response = render(request, "oscar/catalogue/detail.html", {"page": page, "product": page.product})
        return with_express(request, response, "product") if page.is_available else response

    def moved(self, slug: str) -> HttpResponse:
        """Redirect a size’s own slug to its parent’s page."""
        child = Product.objects.filter(slug=slug, structure=Product.CHILD, is_public=True).first()
        if child is None or not child.parent.is_public:
            raise Http404
        return HttpResponsePermanentRedirect(child.get_absolute_url())
