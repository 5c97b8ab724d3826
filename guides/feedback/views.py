"""`POST /guides/feedback/<guide>/`. Pages are cached, so the origin is checked instead of a CSRF token."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guides.feedback import services
from guides.models.feedback import LONGEST_COMMENT
from shop.web.client_ip import client_network
from shop.web.rate_limits import RateLimited, consume
from shop.web.same_origin import same_origin_post


class FeedbackForm(forms.Form):
    """Helpful or not, a comment, and a honeypot field."""

    helpful = forms.ChoiceField(choices=(("yes", "Yes"), ("no", "No")))
    comment = forms.CharField(max_length=LONGEST_COMMENT, required=False)
    website = forms.CharField(required=False)


@same_origin_post
@require_POST
@never_cache
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Store the answer and thank the reader."""
    form = FeedbackForm(request.POST)
    try:
        consume("guides.feedback", client_network(request), most=10, minutes=60)
    except RateLimited as error:
        return _page(request, str(error), status=429)
    if not form.is_valid():
        return _page(request, "Choose yes or no, and use fewer than 500 characters.", status=400)
    given = form.cleaned_data
    if not given["website"]:
        try:
            services.take(guide_id=pk, is_helpful=given["helpful"] == "yes", comment=given["comment"])
        except services.NoSuchGuide as error:
            raise Http404 from error
    return _page(request, "")


def _page(request: HttpRequest, fault: str, status: int = 200) -> HttpResponse:
    """The whole page, or only the fragment that a script asked for."""
    is_part = request.headers.get("X-Part") == "feedback"
    template = "guides/partials/thanks.html" if is_part else "guides/thanks.html"
    return render(request, template, {"fault": fault}, status=status)
