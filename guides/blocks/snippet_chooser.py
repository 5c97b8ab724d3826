"""The chooser for shared snippets, with a tab that creates a draft without leaving the guide."""

from typing import Any

from django import forms
from django.forms import modelform_factory
from wagtail.models import DraftStateMixin
from wagtail.snippets.views.chooser import ChooseView, SnippetChooserViewSet, SnippetCreateView


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


class SharedSnippetChooseView(_WithFirstFields, ChooseView):
    """The chooser's dialog, with a tab “Create”."""


class SharedSnippetCreateView(_WithFirstFields, SnippetCreateView):
    """That tab's form."""

    def save_form(self, form: Any) -> DraftStateMixin:
        snippet: DraftStateMixin = form.save()
        snippet.save_revision(user=self.request.user, clean=False)
        return snippet


class SharedSnippetChooserViewSet(SnippetChooserViewSet):
    """The chooser of every shared snippet."""

    choose_view_class = SharedSnippetChooseView
    create_view_class = SharedSnippetCreateView
    create_action_label = "Create a draft"
    creation_tab_label = "Create"
