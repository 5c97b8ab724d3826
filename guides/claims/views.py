"""`/cms/claims/<type>/<id>/`: every claim of one text, what it needs, and who decided what."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from wagtail.models import Page
from wagtail.permissions import policy_registry

from guides.claims import deciding
from guides.claims.checking import Finding
from guides.claims.content import is_watched
from guides.claims.gate import NEEDS, label
from guides.claims.models import Decision, Evidence
from guides.claims.places import review_url
from guides.claims.scanning import findings_of
from shop.catalogue.models import Product


class AskForm(forms.Form):
    """Why these words may stand, and what supports them."""

    fingerprint = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)
    evidence = forms.ModelMultipleChoiceField(
        Evidence.objects.all(), required=False, widget=forms.SelectMultiple(attrs={"size": 4})
    )


def content_or_404(request: HttpRequest, type_id: int, pk: str) -> Any:
    """The newest version of a watched text that this person may edit or approve."""
    kind = get_object_or_404(ContentType, pk=type_id)
    model = kind.model_class()
    if model is None or not is_watched(model):
        raise Http404
    live = get_object_or_404(model, pk=pk)
    if not (_may_edit(request.user, live) or request.user.has_perm("claims.approve_decision")):
        raise PermissionDenied
    return live.get_latest_revision_as_object() if hasattr(live, "get_latest_revision_as_object") else live


def _may_edit(user: Any, instance: Any) -> bool:
    if isinstance(instance, Product):
        return bool(user.has_perm("claims.view_claimfinding"))
    if hasattr(instance, "permissions_for_user"):
        return bool(instance.permissions_for_user(user).can_edit())
    return bool(policy_registry.get(instance).user_has_permission(user, "change"))


def review(request: HttpRequest, type_id: int, pk: str) -> HttpResponse:
    """Show the claims; POST asks, approves or refuses."""
    instance = content_or_404(request, type_id, pk)
    found = findings_of(instance)
    if request.method == "POST":
        try:
            _act(request, instance, found)
        except deciding.DecisionRefused as error:
            messages.error(request, str(error))
        return redirect(review_url(instance))
    return render(request, "claims/review.html", _context(request, instance, found))


def _act(request: HttpRequest, instance: Any, found: list[Finding]) -> None:
    what = request.POST.get("do", "")
    if what == "ask":
        _ask(request, instance, found)
    elif what in {"approve", "refuse", "withdraw"}:
        decision = get_object_or_404(Decision.objects.about(instance), pk=request.POST.get("decision") or 0)
        answer = request.POST.get("answer", "")
        if what == "withdraw":
            deciding.withdraw(decision=decision, by=request.user, answer=answer)
        else:
            deciding.decide(decision=decision, by=request.user, approve=what == "approve", answer=answer)
        messages.success(request, "Recorded.")


def _ask(request: HttpRequest, instance: Any, found: list[Finding]) -> None:
    form = AskForm(request.POST)
    if not form.is_valid():
        raise deciding.DecisionRefused("Please say why, in a sentence.")
    wanted = form.cleaned_data["fingerprint"]
    finding = next((one for one in found if one.fingerprint == wanted), None)
    if finding is None:
        raise deciding.DecisionRefused("The text has changed meanwhile: please look again.")
    deciding.ask(
        instance=instance,
        finding=finding,
        by=request.user,
        reason=form.cleaned_data["reason"],
        evidence=form.cleaned_data["evidence"],
    )
    messages.success(request, "Recorded." if finding.severity == "M" else "Asked: an approver decides.")


def _context(request: HttpRequest, instance: Any, found: list[Finding]) -> dict[str, Any]:
    rows = [_row(instance, finding, request.user) for finding in found]
    return {
        "instance": instance,
        "waiting": [row for row in rows if row["is_open"]],
        "settled": [row for row in rows if not row["is_open"] and row["finding"].severity != "L"],
        "hints": [row for row in rows if row["finding"].severity == "L"],
        "may_approve": request.user.has_perm("claims.approve_decision"),
        "evidence": Evidence.objects.all(),
        "history": Decision.objects.about(instance).select_related("asked_by", "decided_by")[:50],
    }


def _row(instance: Any, finding: Finding, user: Any) -> dict[str, Any]:
    decision = deciding.covered(instance, [finding]).get(finding.fingerprint)
    about = Decision.objects.about(instance).filter(fingerprint=finding.fingerprint)
    asked = about.filter(state=Decision.ASKED).first()
    return {
        "finding": finding,
        "is_open": finding.is_open and decision is None,
        "decision": decision,
        "asked": asked,
        "way": deciding.way_for(finding),
        "needs": NEEDS[deciding.way_for(finding)],
        "severity": label(finding),
        "may_decide": asked and user.pk not in deciding.authors_of(instance) | {asked.asked_by_id},
    }


def findings_json(request: HttpRequest, app: str, model: str, pk: str) -> JsonResponse:
    """`/cms/claims/of/<app>/<model>/<id>/`: for the editor's script, which writes it beside the fields."""
    kind = get_object_or_404(ContentType, app_label=app, model=model)
    if (app, model) == ("wagtailcore", "page"):
        kind = get_object_or_404(Page, pk=pk).cached_content_type
    instance = content_or_404(request, kind.pk, pk)
    found = findings_of(instance)
    waiting = {finding.fingerprint for finding in deciding.open_findings(instance, found)}
    rows = [
        {
            "path": finding.piece.path,
            "severity": finding.severity,
            "label": label(finding),
            "hit": finding.hit,
            "why": f"{finding.rule.why}. {finding.note}".strip(),
            "safer": finding.rule.safer,
            "open": finding.fingerprint in waiting,
        }
        for finding in found
        if finding.fingerprint in waiting or finding.severity == "L"
    ]
    return JsonResponse(
        {"review": review_url(instance), "findings": rows}, headers={"Cache-Control": "no-store"}
    )
