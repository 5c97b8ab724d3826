"""Staff views for reviews: read, publish, refuse, answer. Reviews can't be edited."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import DetailView
from oscar.apps.dashboard.reviews import views

from shop.catalogue.reviews import moderation
from shop.catalogue.reviews.models import ProductReview, ReviewDecision, ReviewPhoto


class RefuseForm(forms.Form):
    """The reason for refusing a review."""

    reason = forms.ChoiceField(label="Reason", choices=[("", "Choose …"), *ReviewDecision.Reason.choices])
    note = forms.CharField(label="Note for colleagues", required=False, max_length=500)


class ReplyForm(forms.Form):
    """The shop's public answer to a review."""

    reply = forms.CharField(
        label="Answer, shown below the review", required=False, max_length=2000, widget=forms.Textarea
    )


class ReviewListView(views.ReviewListView):
    """`/dashboard/reviews/`. Oscar's bulk actions set any status without checks or messages."""

    actions = ("publish_selected",)

    def publish_selected(self, request: HttpRequest, reviews: Iterable[ProductReview]) -> HttpResponse:
        """Publish each review that passes the checks; show a message for the others."""
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
    """`/dashboard/reviews/<id>/`: the review, claims found in it, and the decisions so far."""

    model = ProductReview
    template_name = "oscar/dashboard/reviews/review_update.html"
    context_object_name = "review"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Add findings, decisions and the two forms."""
        more = {
            "findings": moderation.findings(self.object),
            "decisions": self.object.decisions.select_related("by"),
            "refuse_form": kwargs.get("refuse_form") or RefuseForm(),
            "reply_form": kwargs.get("reply_form") or ReplyForm(initial={"reply": self.object.reply}),
        }
        return super().get_context_data(**{**kwargs, **more})

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Publish, refuse, answer, or decide about a photo, depending on the button."""
        self.object = self.get_object()
        actions = {
            "publish": self._publish,
            "refuse": self._refuse,
            "answer": self._reply,
            "show_photo": self._show_photo,
            "remove_photo": self._remove_photo,
        }
        chosen = next((step for name, step in actions.items() if name in request.POST), None)
        try:
            done = chosen() if chosen else ""
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
            done = ""
        if done:
            messages.success(request, done)
            return self._after(request)
        return self.render_to_response(self.get_context_data(**self._bound(request)), status=422)

    def _after(self, request: HttpRequest) -> HttpResponse:
        """The list; after a photo the review again, which may have more of them."""
        if "show_photo" in request.POST or "remove_photo" in request.POST:
            return redirect("dashboard:reviews-update", pk=self.object.pk)
        return redirect("dashboard:reviews-list")

    def _bound(self, request: HttpRequest) -> dict[str, Any]:
        """The submitted form with its errors, for the page."""
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

    def _show_photo(self) -> str:
        moderation.show_photo(photo=self._photo("show_photo"), by=self.request.user)
        return "The photo is shown with the review."

    def _remove_photo(self) -> str:
        moderation.remove_photo(photo=self._photo("remove_photo"), by=self.request.user)
        return "The photo is deleted."

    def _photo(self, button: str) -> ReviewPhoto:
        photos = {str(photo.pk): photo for photo in self.object.photos.all()}
        if (wanted := self.request.POST[button]) not in photos:
            raise Http404
        return photos[wanted]
