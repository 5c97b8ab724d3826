"""`/office/newsletter/audiences/`: saved audiences with the number of people in each."""

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from guides.newsletter.cms.audience_forms import AudienceForm, BaseRules, RuleFormSet
from guides.newsletter.models import AudienceRule, Newsletter, SavedAudience
from guides.newsletter.models.sending import SAVED
from guides.newsletter.sending.announcements import people
from guides.newsletter.sending.audience import audience_of


@dataclass(frozen=True)
class AudienceForms:
    """The name and the rows."""

    main: AudienceForm
    rules: BaseRules

    def is_valid(self) -> bool:
        """Both are checked, so that all errors are shown at once."""
        return all([self.main.is_valid(), self.rules.is_valid()])


def people_in(audience: SavedAudience) -> int:
    """How many people a newsletter to it would reach now."""
    return audience_of(Newsletter(audience=SAVED, saved_audience=audience)).count()


@permission_required("newsletter.publish_newsletter")
def overview(request: HttpRequest) -> HttpResponse:
    """All audiences, each with its rules and its number."""
    found = SavedAudience.objects.prefetch_related("rules")
    rows = [(one, people_in(one)) for one in found]
    return render(request, "newsletter/cms/audiences.html", {"rows": rows})


@permission_required("newsletter.publish_newsletter")
def add(request: HttpRequest) -> HttpResponse:
    """A new audience."""
    return _edit(request, SavedAudience())


@permission_required("newsletter.publish_newsletter")
def audience(request: HttpRequest, pk: int) -> HttpResponse:
    """One audience; `do=delete` deletes it while no newsletter is set to it."""
    found = get_object_or_404(SavedAudience, pk=pk)
    if request.method == "POST" and request.POST.get("do") == "delete":
        return _delete(request, found)
    return _edit(request, found)


def _edit(request: HttpRequest, found: SavedAudience) -> HttpResponse:
    is_sent = request.method == "POST"
    forms = _forms(found, request.POST if is_sent else None)
    if is_sent and forms.is_valid():
        save(forms)
        messages.success(request, f"Saved: {people(people_in(forms.main.instance))} at this moment.")
        return redirect("newsletter-audience", pk=forms.main.instance.pk)
    context = {"audience": found, "forms": forms, "number": people_in(found) if found.pk else None}
    return render(request, "newsletter/cms/audience.html", context, status=422 if is_sent else 200)


def _forms(found: SavedAudience, data: QueryDict | None) -> AudienceForms:
    form = AudienceForm(data, instance=SavedAudience.objects.filter(pk=found.pk).first() or found)
    rules = AudienceRule.objects.filter(audience=found.pk)
    return AudienceForms(form, cast(BaseRules, RuleFormSet(data, queryset=rules, prefix="rules")))


@transaction.atomic
def save(forms: AudienceForms) -> None:
    """Store the name and the rows that name a group; the other rows go."""
    audience = forms.main.save()
    chosen = [row.instance for row in forms.rules.chosen()]
    audience.rules.exclude(pk__in=[rule.pk for rule in chosen if rule.pk]).delete()
    for rule in chosen:
        rule.audience = audience
        rule.save()


def _delete(request: HttpRequest, found: SavedAudience) -> HttpResponse:
    try:
        found.delete()
    except ProtectedError:
        messages.error(request, "A newsletter goes or went to this audience, so it stays.")
        return redirect("newsletter-audience", pk=found.pk)
    messages.success(request, f"Deleted: {found.name}.")
    return redirect("newsletter-audiences")
