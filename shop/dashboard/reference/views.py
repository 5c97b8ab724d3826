"""Staff views for the reference models of products; `kind` selects the model."""

from typing import Any

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import Form, ModelForm, fields_for_model, modelform_factory
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views import generic

from shop.dashboard.reference.kinds import KINDS, Kind

DATE_HINT = "Day/month/year, such as 31/12/2026."


class KindMixin:
    """Shared by the four views; set `kind` with `as_view(kind=...)`."""

    kind: Kind = KINDS[0]

    def get_queryset(self) -> QuerySet[Model]:
        return self.kind.model._default_manager.all()

    def get_form_class(self) -> type[ModelForm]:
        """A form with the editable fields."""
        dates = {name: DATE_HINT for name in self.kind.fields if name.startswith("valid_")}
        return modelform_factory(self.kind.model, fields=list(self.kind.fields), help_texts=dates)

    def get_success_url(self) -> str:
        return reverse(f"dashboard:{self.kind.slug}-list")

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Add the kind and the URL names of its views."""
        names = {
            name: f"dashboard:{self.kind.slug}-{name}" for name in ["list", "create", "update", "delete"]
        }
        return super().get_context_data(kind=self.kind, names=names, **kwargs)  # type: ignore[misc]


class SavedMixin(KindMixin):
    """Shows a message after saving."""

    def form_valid(self, form: ModelForm) -> HttpResponse:
        response = super().form_valid(form)  # type: ignore[misc]
        messages.success(self.request, f"Saved {form.instance}.")  # type: ignore[attr-defined]
        return response


class ReferenceList(KindMixin, generic.ListView):
    """A paginated list of all rows."""

    template_name = "oscar/dashboard/reference/list.html"
    paginate_by = 50

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Add the headings, and the cells of each row."""
        context = super().get_context_data(**kwargs)
        columns = self.kind.columns
        context["headings"] = [_heading(self.kind.model, name) for name in columns]
        context["rows"] = [(row, [getattr(row, name) for name in columns]) for row in context["object_list"]]
        return context


def _heading(model: type[Model], name: str) -> str:
    field = fields_for_model(model).get(name)
    return str(field.label) if field else name.capitalize()


class ReferenceCreate(SavedMixin, generic.CreateView):
    """Adds a row."""

    template_name = "oscar/dashboard/reference/form.html"


class ReferenceUpdate(SavedMixin, generic.UpdateView):
    """Changes a row."""

    template_name = "oscar/dashboard/reference/form.html"


class ReferenceDelete(KindMixin, generic.DeleteView):
    """Deletes a row that no product uses."""

    template_name = "oscar/dashboard/reference/delete.html"

    def get_form_class(self) -> type[Form]:  # type: ignore[override]
        """The empty form of Django's DeleteView instead of the mixin's."""
        return Form

    def form_valid(self, form: Form) -> HttpResponse:
        """Delete the row. shop.dashboard.refusals shows an error if it is still in use."""
        name = str(self.object)
        self.object.delete()
        messages.success(self.request, f"Deleted {name}.")
        return HttpResponseRedirect(self.get_success_url())
