"""The form of a saved audience: a name, and a row for each group that is added or left out."""

from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseModelFormSet, modelformset_factory

from guides.newsletter import choices
from guides.newsletter.consent import followers, tags
from guides.newsletter.models import AudienceRule, SavedAudience
from shop.fields.names_missing import NamesMissing

BLANK_ROWS = 3
SIMPLE = (AudienceRule.NEWS, AudienceRule.OFFERS, AudienceRule.BUYERS)
Choice = tuple[str, str]
Choices = list[Choice | tuple[str, list[Choice]]]


def groups() -> Choices:
    """Every group with its series, product or guide, as one list: “bought:everyday-massage-oil”."""
    names = dict(AudienceRule.GROUPS)
    simple: list[Choice] = [(f"{name}:", names[name]) for name in SIMPLE]
    found: Choices = [("", "–"), *simple, (f"{AudienceRule.JOINED}:", "Joined since the day beside it")]
    of = (
        (AudienceRule.FOLLOWERS, "", list(followers.followable())),
        (AudienceRule.BOUGHT, "Anything", choices.products()),
        (AudienceRule.ASKED, "Any guide", choices.free_guides()),
        (AudienceRule.TAGGED, "", [(name, name) for name in tags.names()]),
    )
    for group, any_of, options in of:
        all_of = [("", any_of), *options] if any_of else options
        if all_of:
            name = names[group]
            found.append((name, [(f"{group}:{slug}", f"{name}: {title}") for slug, title in all_of]))
    return found


class AudienceForm(NamesMissing, forms.ModelForm[SavedAudience]):
    """The name, by which newsletters choose it."""

    class Meta:
        model = SavedAudience
        fields = ("name",)


class RuleForm(NamesMissing, forms.ModelForm[AudienceRule]):
    """One row; `group` and `slug` are one list. A row without a group is left out."""

    which = forms.ChoiceField(label="Group", choices=groups, required=False)

    class Meta:
        model = AudienceRule
        fields = ("sign", "since")
        labels = {"since": "Since"}
        widgets = {"since": forms.DateInput(attrs={"type": "date"})}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        # The columns' headings name all rows alike: say which row each field is in.
        number = str(self.prefix).rpartition("-")[2]
        row = int(number) + 1 if number.isdigit() else 1  # the empty form
        for name, words in (("sign", "Add or leave out"), ("which", "Group"), ("since", "Since")):
            self.fields[name].widget.attrs["aria-label"] = f"{words}, row {row}"
        if self.instance.pk:
            self.initial["which"] = f"{self.instance.group}:{self.instance.slug}"
            self._offer_present_choice()

    def _offer_present_choice(self) -> None:
        """A product off sale or a series that isn’t live stays chosen, and is named by its slug."""
        field, present = self.fields["which"], self.initial["which"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        if not field.valid_value(present):
            field.choices = [*groups(), (present, str(self.instance))]

    def has_changed(self) -> bool:
        """A blank row stays blank, whatever its other fields begin with."""
        return bool(self.instance.pk) or bool(self["which"].data)

    def clean(self) -> dict[str, object]:
        found = super().clean() or {}
        group, _, slug = str(found.get("which") or "").partition(":")
        if group == AudienceRule.JOINED and not found.get("since"):
            self.add_error("since", "Enter the day.")
        if group != AudienceRule.JOINED and found.get("since"):
            self.add_error("since", "Only “Joined since” has a day.")
        self.instance.group, self.instance.slug = group, slug
        return found


class BaseRules(BaseModelFormSet[AudienceRule, RuleForm]):
    """At least one group has to be added, or the audience would be empty."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        if not any(row.instance.sign == AudienceRule.ADD for row in self.chosen()):
            raise ValidationError("Add at least one group of people.")

    def chosen(self) -> Iterator[RuleForm]:
        """The rows with a group."""
        return (row for row in self.forms if row.cleaned_data.get("which"))


RuleFormSet = modelformset_factory(AudienceRule, form=RuleForm, formset=BaseRules, extra=BLANK_ROWS)
