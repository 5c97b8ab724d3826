"""`/office/newsletter/automations/`: the list, and one automation with its emails, figures and preview."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from guides.newsletter.automations import preview, service_emails, services
from guides.newsletter.cms import automation_figures as figures
from guides.newsletter.cms.automation_forms import AutomationForm, PersonForm, StepFormSet
from guides.newsletter.models import Automation, AutomationStep, Subscriber
from guides.newsletter.statements import NEWS

CONSENT = (
    "Consent (PECR regulation 22(2)): only people who ticked the box for news and confirmed it. Asking for "
    "the free guide alone doesn’t allow these emails."
)
SOFT_OPT_IN = (
    "Soft opt-in (PECR regulation 22(3)): only people who bought from us and refused neither at the checkout "
    "nor in an email. The emails may be about products like those they bought."
)


LONGEST_KEY = 19  # digits of a 64-bit number, less one


@dataclass
class AutomationForms:
    """The forms of one automation’s page."""

    main: AutomationForm
    steps: Any

    def is_valid(self) -> bool:
        """Both are checked, so that all errors are shown at once."""
        return all([self.main.is_valid(), self.steps.is_valid()])


@permission_required("newsletter.publish_newsletter")
def overview(request: HttpRequest) -> HttpResponse:
    """All automations and the shop’s own emails; a POST makes one, or switches an email on or off."""
    kind = request.POST.get("kind", "")
    if request.method == "POST" and kind in dict(Automation.KINDS):
        made = services.create(kind=kind)
        messages.success(request, "Made, and off. Edit its emails, then turn it on.")
        return redirect("newsletter-automation", pk=made.pk)
    if request.method == "POST" and "switch" in request.POST:
        _switch_service_email(request)
        return redirect("newsletter-automations")
    automations = list(Automation.objects.all())
    numbers = figures.figures_of_all(automations)
    rows = [(one, numbers[one.pk]) for one in automations]
    context = {"rows": rows, "kinds": Automation.KINDS, "service_emails": service_emails.overview()}
    return render(request, "newsletter/cms/automations.html", context)


def _switch_service_email(request: HttpRequest) -> None:
    kind, on = request.POST["switch"], request.POST.get("to") == "on"
    try:
        label = service_emails.switch(kind=kind, on=on)
    except KeyError as unknown:
        raise Http404 from unknown
    except service_emails.MustBeSent as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{label}” is {'sent' if on else 'not sent any more'}.")


@permission_required("newsletter.publish_newsletter")
def automation(request: HttpRequest, pk: int) -> HttpResponse:
    """One automation."""
    found = get_object_or_404(Automation, pk=pk)
    do = request.POST.get("do", "")
    is_saving = do in ("save", "turn_on")
    forms = _forms(found, request.POST if is_saving else None)
    act = ACTIONS.get(do)
    if request.method == "POST" and act and (not is_saving or forms.is_valid()):
        try:
            act(request, found, forms)
        except services.NotReady as error:
            for line in error.lines:
                messages.error(request, line)
        return redirect("newsletter-automation", pk=pk)
    if do == "ask_delete" and (step := _step(request, found)):
        return _ask_delete(request, found, step)
    status = 422 if request.method == "POST" and act else 200
    return render(request, "newsletter/cms/automation.html", _context(request, found, forms), status=status)


def _ask_delete(request: HttpRequest, found: Automation, step: AutomationStep) -> HttpResponse:
    context = {"automation": found, "step": step, "waiting": services.waiting_for(step)}
    context |= {"sent": figures.numbers_by_step(found)[step.pk].sent}
    return render(request, "newsletter/cms/delete_step.html", context)


def _forms(found: Automation, data: QueryDict | None) -> AutomationForms:
    steps = AutomationStep.objects.filter(automation=found).select_related("letter")
    return AutomationForms(
        AutomationForm(data, instance=Automation.objects.get(pk=found.pk)),
        StepFormSet(data, queryset=steps.order_by("place"), prefix="steps"),
    )


def _context(request: HttpRequest, found: Automation, forms: AutomationForms) -> dict[str, Any]:
    numbers = figures.numbers_by_step(found)
    return {
        "automation": found,
        "state": "On" if found.is_on else "Off",
        "basis": CONSENT if found.purpose == NEWS else SOFT_OPT_IN,
        "figures": figures.figures_of(found),
        "forms": forms,
        "steps": [(form, form.instance, numbers[form.instance.pk]) for form in forms.steps],
        "weekly_most": settings.NEWSLETTER_WEEKLY_MOST,
        "hours": (settings.NEWSLETTER_FROM_HOUR, settings.NEWSLETTER_TO_HOUR),
    } | _path(request, found)


def _path(request: HttpRequest, found: Automation) -> dict[str, Any]:
    """The path of the person asked for, or of an example."""
    form, now = PersonForm(request.GET or None), timezone.now()
    email = form.cleaned_data["email"] if form.is_valid() else ""
    person = Subscriber.objects.filter(email=email).first() if email else None
    if person:
        words, stops = preview.path_of(found, person, now=now)
    elif email:
        words, stops = "Nobody with this address has signed up.", []
    else:
        words, stops = "Somebody for whom it begins now:", preview.example_path(found, now=now)
    return {"person_form": form, "path_words": words, "stops": stops}


def _save(request: HttpRequest, found: Automation, forms: AutomationForms) -> None:
    _store(found, forms)
    messages.success(request, "Saved.")


def _store(found: Automation, forms: AutomationForms) -> None:
    steps = {
        form.instance.pk: services.StepChoices(
            wait_days=form.cleaned_data["wait_days"],
            condition=form.cleaned_data["condition"],
            is_on=form.cleaned_data["is_on"],
            product=form.cleaned_data["product"],
        )
        for form in forms.steps
    }
    chosen = forms.main.cleaned_data
    services.change(automation=found, name=chosen["name"], ends_on_order=chosen["ends_on_order"], steps=steps)


def _turn_on(request: HttpRequest, found: Automation, forms: AutomationForms) -> None:
    _store(found, forms)
    services.turn_on(automation=found)
    messages.success(request, "It is on. People for whom it begins from now on get its emails.")


def _turn_off(request: HttpRequest, found: Automation, forms: AutomationForms) -> None:
    services.turn_off(automation=found)
    messages.success(request, "It is off, and sends nothing. People keep their place in it for two weeks.")


def _add_email(request: HttpRequest, found: Automation, forms: AutomationForms) -> None:
    services.add_letter(automation=found)
    messages.success(request, "Added at the end, and off. Write its text, then turn the email on.")


def _step(request: HttpRequest, found: Automation) -> AutomationStep | None:
    key = request.POST.get("step", "")
    is_key = key.isascii() and key.isdigit() and len(key) < LONGEST_KEY
    return found.steps.filter(pk=int(key)).first() if is_key else None


def _delete(request: HttpRequest, found: Automation, forms: AutomationForms) -> None:
    if step := _step(request, found):
        services.delete_letter(step=step)
        messages.success(request, f"Deleted: “{step.letter}” isn’t sent to anybody any more.")


def _use_text(request: HttpRequest, found: Automation, forms: AutomationForms) -> None:
    if step := _step(request, found):
        services.use_text(step=step)
        messages.success(request, f"From now on the edited text of “{step.letter}” is sent.")


ACTIONS: dict[str, Callable[[HttpRequest, Automation, AutomationForms], None]] = {
    "save": _save,
    "turn_on": _turn_on,
    "turn_off": _turn_off,
    "add_email": _add_email,
    "use_text": _use_text,
    "delete": _delete,
}
