"""The terms of sale: a new version is added, an old one never changed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from shop.order.models import TermsVersion
from shop.order.terms import publish_terms, terms_in_force
from shop.public_text import refuse_forbidden


class TermsForm(forms.ModelForm):
    """The next version, beginning with the text in force."""

    class Meta:
        model = TermsVersion
        fields = ("version", "body")
        widgets = {"body": forms.Textarea(attrs={"rows": 24, "class": "no-widget-init"})}

    def clean_body(self) -> str:
        """Terms are read like any other page: they may not claim what nobody may."""
        body: str = self.cleaned_data["body"]
        refuse_forbidden(body, is_html=True)
        return body


@require_http_methods(["GET", "POST"])
def terms(request: Any) -> HttpResponse:
    """`/dashboard/terms/`: the versions, and a form for the next; “Look at it” shows it before it counts."""
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
