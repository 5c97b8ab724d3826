"""`/office/claims/<type>/<id>/`: the claims of one text, and the decisions on them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from wagtail.models import Page
from wagtail.permissions import policy_registry

from guides.claims.content.authors import CmsUser
from guides.claims.content.urls import review_url
from guides.claims.content.watched_models import is_watched
from guides.claims.engine.checker import Finding
from guides.claims.engine.grouping import in_fields
from guides.claims.engine.rules import HINT
from guides.claims.engine.suggestions import suggestions
from guides.claims.models import Decision, Evidence
from guides.claims.review import decisions
from guides.claims.review.completeness import advised_parts
from guides.claims.review.evidence_choice import EvidenceChoice
from guides.claims.review.gate import publishing_problems
from guides.claims.review.groups import Group, counts_of, groups_of
from guides.claims.review.scan import findings_of
from shop.catalogue.models import Product
from shop.fields.names_missing import NamesMissing

SHOWN = 5  # sentences in a note; the review page has them all


class AskForm(NamesMissing, forms.Form):
    """The reason and evidence for a group of findings, identified by their fingerprints."""

    fingerprint = forms.MultipleChoiceField()
    reason = forms.CharField(max_length=1000)
    evidence = forms.ModelMultipleChoiceField(Evidence.objects.all(), required=False)

    def __init__(self, *args: Any, found: Iterable[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = dict.fromkeys(finding.fingerprint for finding in found)
        self.fields["fingerprint"].choices = [(one, one) for one in known]  # type: ignore[attr-defined]


def content_or_404(request: HttpRequest, type_id: int, pk: str) -> Any:
    """The newest revision of watched content that this person may edit or approve; otherwise 404 or 403."""
    kind = get_object_or_404(ContentType, pk=type_id)
    model = kind.model_class()
    if model is None or not is_watched(model):
        raise Http404
    live = get_object_or_404(model, pk=pk)
    if not (_may_edit(request.user, live) or request.user.has_perm("claims.approve_decision")):
        raise PermissionDenied
    return live.get_latest_revision_as_object() if hasattr(live, "get_latest_revision_as_object") else live


def _may_edit(user: CmsUser, instance: Model) -> bool:
    if isinstance(instance, Product):
        return bool(user.has_perm("claims.view_claimfinding"))
    if hasattr(instance, "permissions_for_user"):
        return bool(instance.permissions_for_user(user).can_edit())
    return bool(policy_registry.get(instance).user_has_permission(user, "change"))


def review(request: HttpRequest, type_id: int, pk: str) -> HttpResponse:
    """Show the claims; a POST asks, approves, refuses or withdraws."""
    instance = content_or_404(request, type_id, pk)
    found = findings_of(instance)
    if request.method != "POST":
        return render(request, "claims/review.html", _context(request, instance, found))
    try:
        _act(request, instance, found)
    except decisions.DecisionRefused as error:
        messages.error(request, str(error))
        return render(request, "claims/review.html", _context(request, instance, found), status=422)
    return redirect(review_url(instance))


def _act(request: HttpRequest, instance: Model, found: list[Finding]) -> None:
    what = request.POST.get("do", "")
    if what == "ask":
        _ask(request, instance, found)
    elif what == "withdraw":
        for decision in _decisions(request, instance):
            decisions.withdraw(decision=decision, by=request.user, answer=request.POST.get("answer", ""))
    elif what in {"approve", "refuse"}:
        answer = request.POST.get("answer", "")
        with transaction.atomic():
            for decision in _decisions(request, instance):
                decisions.decide(decision=decision, by=request.user, approve=what == "approve", answer=answer)
        messages.success(request, "Recorded.")


def _decisions(request: HttpRequest, instance: Model) -> list[Decision]:
    """The decisions named by the form; 404 if there are none."""
    wanted = [int(pk) for pk in _ticked(request, "decision") if pk.isdecimal() and len(pk) < 15]
    found = list(Decision.objects.about(instance).filter(pk__in=wanted))
    if not found and not wanted and "together" in request.POST:
        raise decisions.DecisionRefused("Please tick what your answer stands for.")
    if not found:
        raise Http404
    return found


def _ticked(request: HttpRequest, name: str) -> list[str]:
    """What the form names, one by one: a tick stands for all findings of a rule."""
    return [word for value in request.POST.getlist(name) for word in value.split()]


def _ask(request: HttpRequest, instance: Model, found: list[Finding]) -> None:
    ticked = _ticked(request, "fingerprint")
    if not ticked:
        raise decisions.DecisionRefused("Please tick what your reason stands for.")
    data = request.POST.copy()
    data.setlist("fingerprint", ticked)
    form = AskForm(data, found=found)
    if not form.is_valid():
        if "fingerprint" in form.errors:
            raise decisions.DecisionRefused(
                "The text has changed since you opened it. Please check it again."
            )
        raise decisions.DecisionRefused("Please say why, in a sentence.")
    wanted = set(form.cleaned_data["fingerprint"])
    by_words = {one.fingerprint: one for one in found if one.fingerprint in wanted}
    with transaction.atomic():
        for finding in by_words.values():
            decisions.ask(
                instance=instance,
                finding=finding,
                by=request.user,
                reason=form.cleaned_data["reason"],
                evidence=form.cleaned_data["evidence"],
            )
    messages.success(request, "Sent to an approver.")


def _context(request: HttpRequest, instance: Model, found: list[Finding]) -> dict[str, Any]:
    groups = groups_of(instance, found, request.user)
    waiting = [group for group in groups if group.is_open]
    if asking := [group for group in waiting if group.way == Decision.EVIDENCE]:
        choice = EvidenceChoice()
        for group in asking:
            group.evidence = choice.for_rule(group.first.rule.code)
    return {
        "instance": instance,
        "waiting": waiting,
        "counts": counts_of(waiting),
        "to_decide": sum(group.may_be_decided for group in groups) > 1,
        "to_ask": sum(group.may_be_asked for group in groups) > 1,
        "ticked": {*request.POST.getlist("decision"), *request.POST.getlist("fingerprint")},
        "settled": [group for group in groups if not group.is_open and group.first.severity != HINT],
        "hints": [group for group in groups if group.first.severity == HINT],
        "typed": request.POST,
        "history": Decision.objects.about(instance).select_related("asked_by", "decided_by")[:50],
    }


def findings_json(request: HttpRequest, app: str, model: str, pk: str) -> JsonResponse:
    """`/office/claims/of/<app>/<model>/<id>/`: findings as JSON for the editor's script."""
    kind = get_object_or_404(ContentType, app_label=app, model=model)
    if (app, model) == ("wagtailcore", "page"):
        kind = get_object_or_404(Page, pk=pk).cached_content_type
    instance = content_or_404(request, kind.pk, pk)
    found = findings_of(instance)
    waiting = {finding.fingerprint for finding in decisions.open_findings(instance, found)}
    shown = (one for one in found if one.fingerprint in waiting or one.severity == HINT)
    rows = [_note(Group(same), waiting) for same in in_fields(shown)]
    answer = {
        "review": review_url(instance),
        "findings": rows,
        "missing": _parts(publishing_problems(instance)),
        "advised": _parts(advised_parts(instance)),
    }
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


def _parts(messages: dict[str, str]) -> list[dict[str, str]]:
    """Messages by field, for the list of what is missing."""
    return [{"path": field, "words": words} for field, words in messages.items()]


def _note(group: Group, waiting: set[str]) -> dict[str, Any]:
    """A note for the editor's script: all findings of one rule in one field."""
    first = group.first
    return {
        "path": first.passage.path,
        "severity": first.severity,
        "label": group.severity,
        "hit": first.hit,
        "words": group.words,
        "count": len(group.fingerprints),
        "sentences": [
            {"before": one.before, "hit": one.hit, "after": one.after, "suggestions": suggestions(one)}
            for one in group.findings[:SHOWN]
        ],
        "more": max(0, len(group.findings) - SHOWN),
        "why": group.why,
        "safer": first.safer,
        "place": first.passage.label,
        "open": any(one.fingerprint in waiting for one in group.findings),
    }
