"""The chooser for shared snippets, with a tab that creates a draft without leaving the guide."""

from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.db.models import CharField, Model, Q, QuerySet, TextField
from django.forms import modelform_factory
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.models import DraftStateMixin
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetCreateView,
)


class FirstFieldsForm(forms.ModelForm[DraftStateMixin]):
    """The form of that tab: only the first field is required until the snippet is published."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._meta.model.first_fields[1:]:
            self.fields[name].required = False

    def save(self, commit: bool = True) -> DraftStateMixin:
        """Save it as a draft."""
        self.instance.live = False
        self.instance.has_unpublished_changes = True
        return super().save(commit)


class _WithFirstFields:
    model_class: Any

    def get_creation_form_class(self) -> Any:
        return modelform_factory(self.model_class, form=FirstFieldsForm, fields=self.model_class.first_fields)


class WordsForm(BaseFilterForm):
    """Searches the texts that the tab “Create” asks for, every word somewhere in them.

    It asks the database, so that a draft made a moment ago is found before the search index knows it.
    """

    q = forms.CharField(
        label="Search term", required=False, widget=forms.TextInput(attrs={"placeholder": "Search"})
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        """The snippets with all the words."""
        self.search_query = self.cleaned_data.get("q") or ""
        self.is_searching = bool(self.search_query)
        texts = [name for name in objects.model.first_fields if _is_text(objects.model, name)]
        for word in self.search_query.split():
            objects = objects.filter(reduce(or_, (Q(**{f"{name}__icontains": word}) for name in texts)))
        return objects


def _is_text(model: type[Model], name: str) -> bool:
    return isinstance(model._meta.get_field(name), CharField | TextField)


class SharedSnippetChooseView(_WithFirstFields, ChooseView):
    """The chooser's dialog, with a tab “Create”."""

    filter_form_class = WordsForm


class SharedSnippetChooseResultsView(_WithFirstFields, ChooseResultsView):
    """Its list after a search."""

    filter_form_class = WordsForm


class SharedSnippetCreateView(_WithFirstFields, SnippetCreateView):
    """That tab's form."""

    def save_form(self, form: Any) -> DraftStateMixin:
        snippet: DraftStateMixin = form.save()
        snippet.save_revision(user=self.request.user, clean=False)
        return snippet


class SharedSnippetChooserViewSet(SnippetChooserViewSet):
    """The chooser of every shared snippet."""

    choose_view_class = SharedSnippetChooseView
    choose_results_view_class = SharedSnippetChooseResultsView
    create_view_class = SharedSnippetCreateView
    create_action_label = "Create a draft"
    creation_tab_label = "Create"
