"""The public pages of recalls, never cached: a warning is there the moment it is published."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shop.recall.emails import notice_of
from shop.recall.models import Contact, Recall, Remedy
from shop.recall.telling import note_contact
from shop.web.signed_links import with_private_referrer

REFUND, REPLACEMENT, NOTHING = "Money back", "A replacement", "Nothing, thank you"
OFFERED = {
    Remedy.REFUND: (REFUND,),
    Remedy.REPLACEMENT: (REPLACEMENT,),
    Remedy.CHOICE: (REFUND, REPLACEMENT),
}


class AnswerForm(forms.Form):
    """What the buyer would like, and what they want to say."""

    wish = forms.ChoiceField(
        label="What would you like?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you would like."},
    )
    note = forms.CharField(
        label="Anything we should know (optional)",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, remedy: str) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        wishes = (*OFFERED[Remedy(remedy)], NOTHING)
        self.fields["wish"].choices = [(wish, wish) for wish in wishes]  # type: ignore[attr-defined]


@never_cache
@require_safe
def recall_list(request: HttpRequest) -> HttpResponse:
    """`/recalls/`: all that are live, the newest first."""
    rows = Recall.objects.exclude(published_at=None).order_by("-published_at", "-pk")
    return render(request, "recall/list.html", {"recalls": rows})


@never_cache
@require_safe
def recall_page(request: HttpRequest, slug: str) -> HttpResponse:
    """`/recalls/<slug>/`; a draft is a page that doesn't exist."""
    rows = Recall.objects.exclude(published_at=None).prefetch_related("batches__batch__product__parent")
    return render(request, "recall/page.html", {"recall": get_object_or_404(rows, slug=slug)})


@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """`/recalls/answer/<token>/`: whoever holds the link answers; opening it is no answer yet."""
    notice = notice_of(token)
    form = AnswerForm(request.POST or None, remedy=notice.recall.remedy)
    is_done = request.method == "POST" and form.is_valid()
    if is_done:
        said = " ".join(filter(None, [f"Wants: {form.cleaned_data['wish']}.", form.cleaned_data["note"]]))
        note_contact(notice=notice, kind=Contact.ANSWERED, note=said, by=None)
    context = {"notice": notice, "recall": notice.recall, "form": form, "is_done": is_done}
    response = render(request, "recall/answer.html", context, status=422 if form.errors else 200)
    return with_private_referrer(response)
