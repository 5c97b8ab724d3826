"""`/office/recalls/new/<batch>/`: a shopkeeper prepares a recall, an owner stops the sale."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from shop.accounts.requests import SignedInRequest
from shop.accounts.second_factor_again import second_factor_again
from shop.backoffice.gate import may_open
from shop.backoffice.posted import posted
from shop.backoffice.recalls.addresses import recall_url
from shop.backoffice.recalls.forms import DaysForm, RecallForm, TextsForm
from shop.catalogue.models import Batch, Product
from shop.recall.models import Recall
from shop.recall.prepare import CannotRecall, change_texts, prepare_recall
from shop.recall.stopping import look_again, stop_sale

STOPPED: Final = "The sale is stopped. These buyers have to be told:"
REHEARSED: Final = "Rehearsal: nothing went off sale. These buyers would have to be told:"


def _batch(pk: int) -> Batch:
    return get_object_or_404(Batch.objects.select_related("product__parent"), pk=pk)


def _product(pk: int) -> Product:
    return get_object_or_404(Product.objects.select_related("parent"), pk=pk)


@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest, batch: int) -> HttpResponse:
    """Prepare it: nothing is stopped yet."""
    return _new(request, RecallForm(posted(request), batch=_batch(batch)))


@require_http_methods(["GET", "POST"])
def new_by_days(request: SignedInRequest, product: int) -> HttpResponse:
    """`new/sent/<product>/`: prepare one of what left in certain days, where no batch tells the pieces."""
    return _new(request, DaysForm(posted(request), product=_product(product)))


def _new(request: SignedInRequest, form: RecallForm | DaysForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        recall = _prepared(request, form)
        messages.success(request, "It is prepared. An owner stops the sale.")
        return redirect(recall_url(recall))
    return _form_page(request, form)


@require_POST
def stop_new(request: SignedInRequest, batch: int) -> HttpResponse:
    """`stop/`: prepare it and stop the sale at once, after the second step."""
    return _stop_new(request, RecallForm(request.POST, batch=_batch(batch)))


@require_POST
def stop_new_by_days(request: SignedInRequest, product: int) -> HttpResponse:
    """`new/sent/<product>/stop/`: the same for what left in certain days."""
    return _stop_new(request, DaysForm(request.POST, product=_product(product)))


def _stop_new(request: SignedInRequest, form: RecallForm | DaysForm) -> HttpResponse:
    if not form.is_valid():
        return _form_page(request, form)
    return second_factor_again(request) or _stop(request, _prepared(request, form))


@require_POST
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<pk>/stop/`: stop the sale of a prepared recall, after the second step."""
    recall = get_object_or_404(Recall, pk=pk)
    return second_factor_again(request) or _stop(request, recall)


def _prepared(request: SignedInRequest, form: RecallForm | DaysForm) -> Recall:
    return prepare_recall(
        key=form.cleaned_data["key"],
        batches=form.batches(),
        sold=form.sold(),
        texts=form.texts(),
        by=request.user,
        is_rehearsal=form.cleaned_data["is_rehearsal"],
    )


def _stop(request: SignedInRequest, recall: Recall) -> HttpResponse:
    try:
        stop_sale(recall=recall, by=request.user)
        messages.success(request, REHEARSED if recall.is_rehearsal else STOPPED)
    except CannotRecall as problem:
        messages.error(request, str(problem))
    return redirect(recall_url(recall))


@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<pk>/again/`: look for buyers again, such as after a batch was corrected."""
    recall = get_object_or_404(Recall, pk=pk)
    try:
        number = look_again(recall=recall, by=request.user)
        messages.success(request, f"Looked again: {number or 'nobody'} more.")
    except CannotRecall as problem:
        messages.error(request, str(problem))
    return redirect(recall_url(recall))


@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<pk>/change/`: correct the texts."""
    recall = get_object_or_404(Recall, pk=pk)
    form = TextsForm.of(recall, posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            change_texts(recall=recall, texts=form.texts(), by=request.user)
        except CannotRecall as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The texts are changed.")
            return redirect(recall_url(recall))
    status = 422 if form.errors else 200
    context = {"form": form, "recall": recall}
    return render(request, "backoffice/recalls/change.html", context, status=status)


def _form_page(request: SignedInRequest, form: RecallForm | DaysForm) -> HttpResponse:
    about = _about_batch(form.batch) if isinstance(form, RecallForm) else _about_size(form.product)
    may_stop = may_open(request.user, "office_recalls:stop_new")
    context = {"form": form, "may_stop": may_stop, **about}
    status = 422 if form.errors else 200
    return render(request, "backoffice/recalls/new.html", context, status=status)


def _about_batch(batch: Batch) -> dict[str, object]:
    return {
        "name": batch.number,
        "about": batch,
        "about_url": reverse("office_batches:batch", args=[batch.pk]),
        "stop_url": reverse("office_recalls:stop_new", args=[batch.pk]),
        "earlier": Recall.objects.filter(batches__batch=batch, is_rehearsal=False),
    }


def _about_size(product: Product) -> dict[str, object]:
    return {
        "name": product.full_name,
        "about": product.full_name,
        "about_url": reverse("office_stock:shelf"),
        "is_by_days": True,
        "stop_url": reverse("office_recalls:stop_new_by_days", args=[product.pk]),
        "earlier": Recall.objects.filter(periods__product=product, is_rehearsal=False),
    }
