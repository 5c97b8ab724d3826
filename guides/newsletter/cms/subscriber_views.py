"""`/office/newsletter/subscribers/`: who gets the newsletter, one person, and adding somebody by hand."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from guides.newsletter.cms import subscriber_changes, subscriber_list
from guides.newsletter.cms.subscriber_forms import AddForm, SearchForm, TagForm
from guides.newsletter.consent.data_rights import subscription_of
from guides.newsletter.consent.tags import BadTag
from guides.newsletter.models import Subscriber

A_PAGE = 50


@permission_required("newsletter.publish_newsletter")
def overview(request: HttpRequest) -> HttpResponse:
    """The list; a whole address that is known opens its person."""
    form = SearchForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    text = chosen.get("q", "").strip()
    if text and (exact := Subscriber.objects.filter(email=text).first()):
        return redirect("newsletter-subscriber", pk=exact.pk)
    people = subscriber_list.found(text=text, state=chosen.get("state", ""), tag=chosen.get("tag", ""))
    page = Paginator(people.prefetch_related("permissions", "tags"), A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page_obj": page, "rows": subscriber_list.rows_of(page.object_list)}
    context |= {"is_narrowed": any(chosen.values())}
    return render(request, "newsletter/cms/subscribers.html", context)


@permission_required("newsletter.publish_newsletter")
def add(request: HttpRequest) -> HttpResponse:
    """Somebody who agreed elsewhere."""
    form = AddForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            person = subscriber_changes.add(
                email=given["email"], purposes=given["purposes"], words=given["words"], on=given["on"]
            )
        except subscriber_changes.NeverWrittenTo as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, f"Added: {person.email}.")
            return redirect("newsletter-subscriber", pk=person.pk)
    status = 422 if form.errors else 200
    return render(request, "newsletter/cms/subscriber_add.html", {"form": form}, status=status)


@permission_required("newsletter.publish_newsletter")
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: what they agreed to, their tags, and unsubscribing them."""
    found = get_object_or_404(Subscriber.objects.prefetch_related("permissions", "tags"), pk=pk)
    form = TagForm(request.POST if request.POST.get("do") == "tag" else None)
    act = ACTIONS.get(request.POST.get("do", ""))
    if request.method == "POST" and act and act(request, found, form):
        return redirect("newsletter-subscriber", pk=pk)
    context = {
        "row": subscriber_list.rows_of([found])[0],
        "held": subscription_of(found.email),
        "form": form,
        "asks": request.POST.get("do") == "ask",
    }
    status = 422 if form.errors else 200
    return render(request, "newsletter/cms/subscriber.html", context, status=status)


def _tag(request: HttpRequest, found: Subscriber, form: TagForm) -> bool:
    if not form.is_valid():
        return False
    try:
        subscriber_changes.put_tag(person=found, name=form.cleaned_data["tag"])
    except BadTag as error:
        form.add_error("tag", str(error))
        return False
    return True


def _untag(request: HttpRequest, found: Subscriber, form: TagForm) -> bool:
    subscriber_changes.take_tag(person=found, name=request.POST.get("tag", ""))
    return True


def _end(request: HttpRequest, found: Subscriber, form: TagForm) -> bool:
    subscriber_changes.end(person=found)
    messages.success(request, f"Unsubscribed: {found.email} gets no more news or offers.")
    return True


ACTIONS: dict[str, Callable[[HttpRequest, Subscriber, TagForm], bool]] = {
    "tag": _tag,
    "untag": _untag,
    "end": _end,
}
