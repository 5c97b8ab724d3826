"""`/office/lists/…`: the lists, and their entries. shop.backoffice.gate asks for the right."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View
from django.views.decorators.http import require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.lists.kinds import KINDS, TABLES, Kind
from shop.backoffice.lists.services import NotDeleted, delete_entry, save_entry
from shop.backoffice.posted import posted
from shop.integrity.deletion import listed, uses_of
from shop.london import london

PAGE = 50
WORDS = {True: "Yes", False: "No", None: "–", "": "–"}


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """All lists, with what they are for and how many entries they have."""
    rows = [(kind, kind.model._default_manager.count()) for kind in KINDS]
    return render(request, "backoffice/lists/index.html", {"rows": rows})


class EntryView(View):
    """A screen of one list, given with `as_view(kind=…)`."""

    kind: Kind = TABLES[0]
    request: SignedInRequest

    def show(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        """The template with the list's words and addresses."""
        kind = self.kind
        names = {screen or "all": kind.name(screen) for screen in ("", "new", "change", "delete")}
        context = {"kind": kind, "names": names} | context
        return render(self.request, f"backoffice/lists/{template}.html", context, status=status)


class EntryList(EntryView):
    """The entries, by pages of 50."""

    def get(self, request: SignedInRequest) -> HttpResponse:
        words = request.GET.get("q", "").strip()
        page = Paginator(self._found(words), PAGE).get_page(request.GET.get("page"))
        rows = [(row, list(self._cells(row))) for row in page]
        return self.show("list", {"page_obj": page, "rows": rows, "search": words})

    def _found(self, words: str) -> QuerySet[Model]:
        """The entries that have each word in one of the columns that are searched."""
        rows = self.kind.model._default_manager.all()
        for word in words.split() if self.kind.searched else ():
            either = [Q((f"{name}__icontains", word)) for name in self.kind.searched]
            rows = rows.filter(Q(*either, _connector=Q.OR))
        return rows if rows.ordered else rows.order_by("pk")

    def _cells(self, row: Model) -> Iterator[tuple[str, Any]]:
        for name, heading in self.kind.columns:
            value = getattr(row, name)
            value = value() if callable(value) else value
            if hasattr(value, "year"):
                value = london(value)
            yield heading, WORDS[value] if value in ("", None) or isinstance(value, bool) else value


class EntryForm(EntryView):
    """A new entry, or one that is changed."""

    def get(self, request: SignedInRequest, pk: int = 0) -> HttpResponse:
        return self._form(pk)

    def post(self, request: SignedInRequest, pk: int = 0) -> HttpResponse:
        return self._form(pk)

    def _form(self, pk: int) -> HttpResponse:
        entry = get_object_or_404(self.kind.model, pk=pk) if pk else None
        form = self.kind.form(posted(self.request), self.request.FILES or None, instance=entry)
        if self.request.method == "POST" and form.is_valid():
            messages.success(self.request, f"“{self.saved(form)}” is saved.")
            return redirect(self.kind.name())
        uses = list(uses_of(entry)) if entry else []
        context = {"form": form, "entry": entry, "uses": listed(uses) if uses else ""}
        context["subtitle"] = str(entry or f"New {self.kind.singular}")
        return self.show("form", context, status=422 if form.errors else 200)

    def saved(self, form: forms.ModelForm[Any]) -> Model:
        """The entry, after it was saved."""
        return save_entry(form=form)


class EntryDelete(EntryView):
    """Asks first; refused, with names, while something uses the entry."""

    def get(self, request: SignedInRequest, pk: int) -> HttpResponse:
        entry = get_object_or_404(self.kind.model, pk=pk)
        uses = list(uses_of(entry))
        context = {"entry": entry, "subtitle": str(entry), "uses": listed(uses) if uses else ""}
        return self.show("delete", context)

    def post(self, request: SignedInRequest, pk: int) -> HttpResponse:
        entry = get_object_or_404(self.kind.model, pk=pk)
        name = str(entry)
        try:
            delete_entry(entry=entry)
        except NotDeleted as problem:
            messages.error(request, str(problem))
            return redirect(self.kind.name("change"), pk)
        messages.success(request, f"“{name}” is deleted.")
        return redirect(self.kind.name())
