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
class VersionedScreen[Row: Version]:
    """`name` is that of its address and template; `saved` words the message after a change."""

    name: str
    form: Callable[..., forms.ModelForm[Row]]
    stored: Callable[[], Row]
    change: Callable[..., Row]
    shown: Callable[[Row], dict[str, Any]]
    saved: Callable[[Row], str]

    def page(self, request: SignedInRequest) -> HttpResponse:
        """The row as it stands, and its form."""
        return self._show(request, self.form(self.stored()))

    def save(self, request: SignedInRequest) -> HttpResponse:
        """What was typed, from now on."""
        form = self.form(self.stored(), request.POST)
        if not form.is_valid():
            return self._show(request, form)
        row = form.save(commit=False)
        row.by_id = request.user.pk
        try:
            self.change(row=row, seen=form.cleaned_data["seen"])
        except ChangedMeanwhile:
            form.add_error(None, FASTER)
            return self._show(request, form)
        messages.success(request, self.saved(row))
        return redirect(f"office_settings:{self.name}")

    def _show(self, request: SignedInRequest, form: forms.ModelForm[Row]) -> HttpResponse:
        may_change = may_open(request.user, f"office_settings:change_{self.name}")
        context = {"form": form, "may_change": may_change, **self.shown(self.stored())}
        status = 422 if form.errors else 200
        return render(request, f"backoffice/settings/{self.name}.html", context, status=status)
