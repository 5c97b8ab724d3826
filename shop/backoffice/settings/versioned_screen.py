"""A screen for one row of which each change is a new version; of two who save, the second is told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from shop.accounts.requests import SignedInRequest
from shop.backoffice.gate import may_open
from shop.integrity.versions import ChangedMeanwhile, Version

FASTER: Final = "A colleague has changed this meanwhile. Theirs stands above; try yours again."


@dataclass(frozen=True)
class VersionedScreen[Form: forms.BaseForm, Row: Version]:
    """`name` is that of its address and template; `saved` words the message after a change.

    `form` is called with the stored row, then with what was typed and the files. It has a field `seen`.
    """

    name: str
    form: Callable[..., Form]
    stored: Callable[[], Row | None]
    change: Callable[[Form, int], Row]
    shown: Callable[[Any], dict[str, Any]]
    saved: Callable[[Row], str]

    def page(self, request: SignedInRequest) -> HttpResponse:
        """The row as it stands, and its form."""
        return self._show(request, self.form(self.stored()))

    def save(self, request: SignedInRequest) -> HttpResponse:
        """What was typed, from now on."""
        form = self.form(self.stored(), request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, form)
        try:
            row = self.change(form, request.user.pk)
        except ChangedMeanwhile:
            form.add_error(None, FASTER)
            return self._show(request, form)
        messages.success(request, self.saved(row))
        return redirect(f"office_settings:{self.name}")

    def _show(self, request: SignedInRequest, form: Form) -> HttpResponse:
        may_change = may_open(request.user, f"office_settings:change_{self.name}")
        context = {"form": form, "may_change": may_change, **self.shown(self.stored())}
        status = 422 if form.errors else 200
        return render(request, f"backoffice/settings/{self.name}.html", context, status=status)


def change_of[Row: Version](change: Callable[..., Row]) -> Callable[[forms.ModelForm[Row], int], Row]:
    """For a form of the row's own columns: `change` stores the row with who has saved it."""

    def store(form: forms.ModelForm[Row], by_id: int) -> Row:
        row = form.save(commit=False)
        row.by_id = by_id
        return change(row=row, seen=form.cleaned_data["seen"])

    return store
