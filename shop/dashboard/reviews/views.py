"""Reviews in the dashboard: read, publish, refuse, answer. No field of a review can be edited."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import DetailView
from oscar.apps.dashboard.reviews import views

from shop.catalogue.reviews import moderation
from shop.catalogue.reviews.models import ProductReview, ReviewDecision


class RefuseForm(forms.Form):
    """Why it isn't published."""

    reason = forms.ChoiceField(label="Reason", choices=[("", "Choose …"), *ReviewDecision.Reason.choices])
    note = forms.CharField(label="Note for colleagues", required=False, max_length=500)


class ReplyForm(forms.Form):
    """The shop's answer."""

    reply = forms.CharField(
        label="Answer, shown below the review", required=False, max_length=2000, widget=forms.Textarea
    )


class ReviewListView(views.ReviewListView):
    """Called for `/dashboard/reviews/`. Oscar's sets any status for all that are ticked, without a word."""

    actions = ("publish_selected",)

    def publish_selected(self, request: HttpRequest, reviews: Any) -> HttpResponse:
        """Publish each that may stand on our pages, and name the others."""
        published = 0
        for review in reviews:
            try:
                moderation.publish(review=review, by=request.user)
                published += 1
            except ValidationError as problem:
                messages.error(request, f"{review}: {' '.join(problem.messages)}")
        if published:
            messages.success(request, f"Published: {published}.")
        return redirect("dashboard:reviews-list")


class ReviewUpdateView(DetailView):
    """Called for `/dashboard/reviews/<id>/`: the review, the claims found in it, what was decided."""

    model = ProductReview
    template_name = "oscar/dashboard/reviews/review_update.html"
    context_object_name = "review"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds findings, the log and the two forms."""
        more = {
            "findings": moderation.findings(self.object),
            "decisions": self.object.decisions.select_related("by"),
            "refuse_form": kwargs.get("refuse_form") or RefuseForm(),
            "reply_form": kwargs.get("reply_form") or ReplyForm(initial={"reply": self.object.reply}),
        }
        return super().get_context_data(**{**kwargs, **more})

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """One of three buttons; anything else that is posted is nobody's business."""
        self.object = self.get_object()
        do = {"publish": self._publish, "refuse": self._refuse, "answer": self._reply}
        chosen = next((step for name, step in do.items() if name in request.POST), None)
        try:
            done = chosen() if chosen else ""
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
            done = ""
        if done:
            messages.success(request, done)
            return redirect("dashboard:reviews-list")
        return self.render_to_response(self.get_context_data(**self._bound(request)), status=422)

    def _bound(self, request: Any) -> dict[str, Any]:
        """What was typed, for the page that says what is wrong."""
        bound: dict[str, Any] = {}
        if "refuse" in request.POST:
            bound["refuse_form"] = RefuseForm(request.POST)
        if "answer" in request.POST:
            bound["reply_form"] = ReplyForm(request.POST)
        return bound

    def _publish(self) -> str:
        moderation.publish(review=self.object, by=self.request.user)
        return "The review is published."

    def _refuse(self) -> str:
        form = RefuseForm(self.request.POST)
        if not form.is_valid():
            return ""
        moderation.refuse(review=self.object, by=self.request.user, **form.cleaned_data)
        return "The review isn’t published; the reason is saved."

    def _reply(self) -> str:
        form = ReplyForm(self.request.POST)
        if not form.is_valid():
            return ""
        moderation.reply(review=self.object, text=form.cleaned_data["reply"], by=self.request.user)
        return "The answer is saved."
