"""`/office/figures/accounts/`: files for the accountant, of the documents of a period."""

from itertools import chain
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from shop.backoffice.figures.account_codes import present_codes
from shop.backoffice.figures.period import RealOrNotForm, asked
from shop.backoffice.gate import may_open
from shop.documents.wording import money
from shop.london import iso
from shop.reports.accounts import free_agent, journal, xero
from shop.reports.accounts.documents import entries_of
from shop.reports.accounts.entries import Entry, by_day, together
from shop.reports.accounts.fees import fees_of
from shop.spreadsheets.plain import plain_csv
from shop.spreadsheets.writer import csv_response

PAGE: Final = "office_figures:accounts"
XERO, FREE_AGENT, JOURNAL = "xero", "freeagent", "journal"


class AccountsForm(RealOrNotForm):
    """The days, and whether each document or each day has its lines."""

    by = forms.ChoiceField(
        label="Lines",
        choices=(("document", "For each document"), ("day", "One a day and rate")),
        required=False,
    )

    @property
    def entries(self) -> list[Entry]:
        """The lines that the files have."""
        data = self.cleaned_data
        found = entries_of(data["first"], data["last"], simulated=data["simulated"])
        return by_day(found) if self.cleaned_data["by"] == "day" else list(found)

    @property
    def fees(self) -> list[free_agent.Fees]:
        """What Stripe kept on these days."""
        data = self.cleaned_data
        return fees_of(data["first"], data["last"], simulated=data["simulated"])

    @property
    def asked_for(self) -> dict[str, str]:
        """As the address of a page has it."""
        days = {name: iso(self.cleaned_data[name]) for name in ("first", "last")}
        kind = {"simulated": "on"} if self.cleaned_data["simulated"] else {}
        return days | kind | {"by": self.cleaned_data["by"] or "document"}

    @property
    def file_name(self) -> str:
        """The end of a file’s name, which says so where its figures are no sales."""
        asked_for = self.asked_for
        days = (asked_for["first"], asked_for["last"])
        return "-".join(("simulated", *days) if "simulated" in asked_for else days)


@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """At first the calendar quarter of today; names the files and what is in them."""
    form = asked(request, AccountsForm)
    context: dict[str, Any] = {
        "form": form,
        "codes": present_codes(),
        "may_change": may_open(request.user, "office_figures:account_codes"),
    }
    if form.is_valid():
        context |= _contents(form)
    return render(request, "backoffice/figures/accounts.html", context, status=422 if form.errors else 200)


def _contents(form: AccountsForm) -> dict[str, Any]:
    entries = form.entries
    total, anew = together(entries), xero.vat_worked_out(entries)
    return {
        "is_empty": not entries,
        "simulated_url": form.simulated_url if not entries else "",
        "facts": {
            "Documents" if form.asked_for["by"] == "document" else "Days": len(
                {one.number for one in entries}
            ),
            "Net": money(total.net),
            "VAT": money(total.vat),
            "Gross": money(total.gross),
        },
        "difference": money(anew - total.vat) if anew != total.vat else "",
        "files": _files(form, entries),
    }


def _files(form: AccountsForm, entries: list[Entry]) -> list[tuple[str, str]]:
    """What each file is called, and its address."""
    parts = xero.in_files(entries)
    named = [
        (f"Xero, {part[0].number} to {part[-1].number}", XERO, place)
        for place, part in enumerate(parts, start=1)
    ]
    named += [("FreeAgent, bank statement", FREE_AGENT, 1), ("Journal, debits and credits", JOURNAL, 1)]
    base = reverse("office_figures:accounts_file")
    return [
        (words, f"{base}?{urlencode(form.asked_for | {'kind': kind, 'part': place})}")
        for words, kind, place in named
    ]


@require_GET
def accounts_file(request: HttpRequest) -> HttpResponse:
    """`accounts/file/`: one of the files that the page names."""
    form = asked(request, AccountsForm)
    if not form.is_valid():
        return redirect(PAGE)
    kind, entries, codes = request.GET.get("kind"), form.entries, present_codes()
    name = form.file_name
    if kind == JOURNAL:
        found = journal.postings(entries, codes)
        return csv_response(filename=f"journal-{name}.csv", rows=journal.rows(found))
    if kind == FREE_AGENT:
        lines = chain(free_agent.rows(entries), free_agent.fee_rows(form.fees))
        return plain_csv(filename=f"freeagent-{name}.csv", rows=lines)
    part = request.GET.get("part", "1")
    files = xero.in_files(entries)
    if not (part.isdecimal() and 1 <= int(part) <= len(files)):
        return redirect(PAGE)
    return plain_csv(filename=f"xero-{name}-{part}.csv", rows=xero.rows(files[int(part) - 1], codes))
