"""Terms of sale: staff publish new versions; old ones never change."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from shop.order.models import TermsVersion
from shop.order.terms import publish_terms, terms_in_force
from shop.public_text import refuse_forbidden


class TermsForm(forms.ModelForm):
    """The next version, prefilled with the text in force."""

    class Meta:
        model = TermsVersion
        fields = ("version", "body")
        widgets = {"body": forms.Textarea(attrs={"rows": 24, "class": "no-widget-init"})}

    def clean_body(self) -> str:
        """Reject prohibited claims, as on any other page."""
        body: str = self.cleaned_data["body"]
        refuse_forbidden(body, is_html=True)
        return body


@require_http_methods(["GET", "POST"])
def terms(request: HttpRequest) -> HttpResponse:
    """`/dashboard/terms/`: the versions, and a form for the next one with a preview."""
    form = TermsForm(request.POST or None, initial={"body": terms_in_force().body})
    context: dict[str, Any] = {"form": form, "versions": TermsVersion.objects.all()}
    if request.method == "POST" and form.is_valid():
        if "publish" not in request.POST:
            return render(
                request, "oscar/dashboard/terms/terms.html", context | {"preview": form.cleaned_data["body"]}
            )
        made = publish_terms(version=form.cleaned_data["version"], body=form.cleaned_data["body"])
        messages.success(request, f"Version {made.version} is in force for every order from now on.")
        return redirect("dashboard:terms")
    return render(request, "oscar/dashboard/terms/terms.html", context)
