"""Choosing a technique, note, source, person or area, and making a missing one without leaving the guide."""

from typing import Any

from django import forms
from django.forms import modelform_factory
from wagtail.snippets.views.chooser import ChooseView, SnippetChooserViewSet, SnippetCreateView

from guides.models.shared_snippet import SharedSnippet


class FirstFieldsForm(forms.ModelForm[SharedSnippet]):
    """A draft needs a name only; the rest is asked when it is published."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._meta.model.first_fields[1:]:
            self.fields[name].required = False

    def save(self, commit: bool = True) -> SharedSnippet:
        """Nothing made in passing is published in passing."""
        self.instance.live = False
        self.instance.has_unpublished_changes = True
        return super().save(commit)


class _WithFirstFields:
    model_class: Any

    def get_creation_form_class(self) -> Any:
        return modelform_factory(self.model_class, form=FirstFieldsForm, fields=self.model_class.first_fields)


class PieceChooseView(_WithFirstFields, ChooseView):
    """The window, with a tab “Create”."""


class PieceCreateView(_WithFirstFields, SnippetCreateView):
    """That tab's form."""

    def save_form(self, form: Any) -> SharedSnippet:
        piece: SharedSnippet = form.save()
        piece.save_revision(user=self.request.user, clean=False)
        return piece


class PieceChooserViewSet(SnippetChooserViewSet):
    """For every piece of the guide library."""

    choose_view_class = PieceChooseView
    create_view_class = PieceCreateView
    create_action_label = "Create a draft"
    creation_tab_label = "Create"
