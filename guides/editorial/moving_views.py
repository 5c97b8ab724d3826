"""The page that moves an entry of the calendar to another day; dragging an entry sends its form."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from guides.claims.review.completeness import NotPublishable
from guides.editorial.moving import WHEN, NotMoved, Piece, find_newsletter, find_text
from shop.fields.names_missing import NamesMissing
from shop.london import iso, london, on_day

KINDS = {"text": find_text, "newsletter": find_newsletter}


class MoveForm(NamesMissing, forms.Form):
    """The new day, and the time that was shown when the form was opened."""

    day: Any = forms.DateField(
        label="New day",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choose a day."},
    )
    was: Any = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None, *, at: datetime) -> None:
        super().__init__(data, initial={"day": timezone.localtime(at).date(), "was": iso(at)})
        self.at = at

    def clean_day(self) -> date:
        """The day. Raises ValidationError for one on which the time has passed."""
        day: date = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise forms.ValidationError("That day is over.")
        if on_day(self.at, day) <= timezone.now():
            raise forms.ValidationError(f"{london(self.at, '%H:%M')} has passed today.")
        return day

    def clean_was(self) -> str:
        """Refuse what somebody else has moved since it was shown."""
        was: str = self.cleaned_data["was"]
        if was and was != iso(self.at):
            raise forms.ValidationError(f"Somebody moved it meanwhile, to {london(self.at, WHEN)}.")
        return was


def move(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """`/office/calendar/text/5/`, `…/newsletter/5/`: asks for the day, and again before emails move."""
    piece = _found(request, kind, pk)
    form = MoveForm(request.POST if request.method == "POST" else None, at=piece.at)
    context = {"piece": piece, "form": form, "emailed": piece.emailed()}
    if not form.is_valid():
        return render(request, "desk/move.html", context, status=422 if form.is_bound else 200)
    at = on_day(piece.at, form.cleaned_data["day"])
    if context["emailed"] and "confirmed" not in request.POST and at != piece.at:
        return render(request, "desk/move.html", context | {"at": at})
    return _moved(request, piece, at, context)


def _found(request: HttpRequest, kind: str, pk: int) -> Piece:
    piece = KINDS[kind](pk) if kind in KINDS else None
    if piece is None:
        raise Http404
    if not piece.may_be_moved_by(request.user):
        raise PermissionDenied
    return piece


def _moved(request: HttpRequest, piece: Piece, at: datetime, context: dict[str, Any]) -> HttpResponse:
    user: Any = request.user
    try:
        if at != piece.at:
            piece.move(at=at, by=user)
    except (NotMoved, NotPublishable) as error:
        lines = getattr(error, "messages", [str(error)])
        return render(request, "desk/move.html", context | {"refused": lines}, status=422)
    messages.success(request, f"“{piece.title}”: {london(at, WHEN)}.")
    return redirect(f"{reverse('desk-calendar')}?month={london(at, '%Y-%m')}")
