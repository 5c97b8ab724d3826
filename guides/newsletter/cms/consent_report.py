"""The CMS page that shows the consent record of an address."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guides.newsletter.consent import data_rights as data_rights_services
from guides.newsletter.forms import AddressForm


@permission_required("newsletter.publish_newsletter")
def look_up(request: HttpRequest) -> HttpResponse:
    """`/office/newsletter/record/`: takes the address by POST, so that no log contains it."""
    form = AddressForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        context |= {"email": email, "held": data_rights_services.subscription_of(email)}
    status = 400 if form.errors else 200
    return render(request, "newsletter/cms/record.html", context, status=status)
