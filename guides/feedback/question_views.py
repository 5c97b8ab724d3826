"""`POST /guides/questions/<guide>/`. Pages are cached, so the origin is checked instead of a CSRF token."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guides.feedback import questions
from guides.feedback.services import NoSuchGuide
from guides.models.questions import LONGEST_QUESTION
from shop.fields.email import EmailFormField
from shop.fields.visible_text import VisibleTextField
from shop.web.client_ip import client_network
from shop.web.rate_limits import RateLimited, consume
from shop.web.same_origin import same_origin_post

HEALTH = "No names, please, and nothing about your baby’s health: ask your GP or health visitor about that."


class QuestionForm(forms.Form):
    """A question, an address for the answer, and a honeypot field."""

    question = VisibleTextField(
        label="Your question",
        min_length=10,
        max_length=LONGEST_QUESTION,
        help_text=HEALTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    email = EmailFormField(
        label="Email (optional)",
        required=False,
        help_text="We email you the answer, and nothing else.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)


@same_origin_post
@require_POST
@never_cache
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Store the question and thank the reader."""
    form = QuestionForm(request.POST)
    try:
        consume("reader-question", client_network(request), most=5, minutes=60)
    except RateLimited as error:
        return _page(request, form, str(error), status=429)
    if not form.is_valid():
        return _page(request, form, "Please look at the field that is marked.", status=422)
    given = form.cleaned_data
    if not given["website"]:
        try:
            questions.ask(guide_id=pk, question=given["question"], email=given["email"])
        except NoSuchGuide as error:
            raise Http404 from error
    return _page(request, form, "")


def _page(request: HttpRequest, form: QuestionForm, fault: str, status: int = 200) -> HttpResponse:
    context = {"form": form, "fault": fault}
    return render(request, "guides/question_sent.html", context, status=status)
