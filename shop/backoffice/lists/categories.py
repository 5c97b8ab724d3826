"""`/office/lists/categories/…`: the tree of categories."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from shop.accounts.requests import SignedInRequest
from shop.backoffice.lists.kinds import CATEGORIES
from shop.backoffice.lists.tree import save_category, shift
from shop.backoffice.lists.views import EntryForm, EntryView
from shop.catalogue.models import Category


class CategoryTree(EntryView):
    """All categories with the names of those above them; buttons move one among its neighbours."""

    kind = CATEGORIES

    def get(self, request: SignedInRequest) -> HttpResponse:
        rows = list(Category.objects.order_by("path").annotate(products=Count("product")))
        first = {row.path[: -Category.steplen]: row.pk for row in reversed(rows)}
        last = {row.path[: -Category.steplen]: row.pk for row in rows}
        ends = {"first": set(first.values()), "last": set(last.values())}
        return self.show("categories", {"rows": rows, "ends": ends})


class CategoryForms(EntryForm):
    """A new category, or one that is changed."""

    kind = CATEGORIES

    def saved(self, form: forms.ModelForm[Any]) -> Model:
        parent = form.cleaned_data["parent"]
        return save_category(category=form.instance, parent=parent, by=self.request.user)


class CategoryMove(EntryView):
    """One place up or down."""

    kind = CATEGORIES
    http_method_names = ("post", "options")

    def post(self, request: SignedInRequest, pk: int) -> HttpResponse:
        category = get_object_or_404(Category, pk=pk)
        up = request.POST.get("to") == "up"
        if shift(category=category, up=up, by=request.user):
            messages.success(request, f"“{category.name}” has moved {'up' if up else 'down'}.")
        return redirect(CATEGORIES.name())
