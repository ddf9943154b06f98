"""Methods as an administrator keeps them: versions to read, and one draft at a time to write."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.shortcuts import render as show
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.administration import versions
from kansrijk.administration.differences import differences
from kansrijk.administration.forms.methods import DomainForm, LevelsForm
from kansrijk.audit.forms import store
from kansrijk.audit.steps import StepRefused
from kansrijk.places.models import Method, MethodDraft, MethodVersion
from kansrijk.ui.htmx import go, is_sent, refresh, render, typed


@hats(Role.ADMIN)
def method_list(request):
    """Each method with its versions, newest first, and the draft that waits."""
    methods = list(Method.objects.prefetch_related("versions", "domains").select_related("draft"))
    for method in methods:
        live = [version for version in method.versions.all() if not version.withdrawn_on]
        method.present = live[0] if live else None
        method.may_withdraw = len(live) > 1
        method.started = getattr(method, "draft", None)
    return render(request, "methods/list.html", {"methods": methods}, part="methods")


@hats(Role.ADMIN)
def version(request, pk):
    found = get_object_or_404(MethodVersion.objects.select_related("method"), pk=pk)
    context = {"version": found, "content": versions.told(found)}
    return render(request, "methods/version.html", context, part="words")


@hats(Role.ADMIN)
@require_POST
def draft_start(request, pk):
    found = get_object_or_404(MethodVersion, pk=pk)
    draft = versions.start(found, by=request.hat)
    if draft.based_on_id != found.pk:
        messages.info(
            request, f"Er was al een concept, met als begin versie {draft.based_on.number}."
        )
    return go(request, "methods:draft", found.method_id)


@hats(Role.ADMIN)
def withdraw(request, pk):
    """Ask first, because nobody can begin with it any more; then withdraw."""
    found = get_object_or_404(MethodVersion.objects.select_related("method"), pk=pk)
    why_not = ""
    if request.method == "POST":
        try:
            versions.withdraw(found, by=request.hat)
        except StepRefused as refused:
            why_not = str(refused)
        else:
            messages.success(request, f"Ingetrokken: {found}.")
            return go(request, "methods:list")
    context = {"version": found, "why_not": why_not}
    status = 409 if why_not else 200
    return render(request, "methods/withdraw.html", context, part="form", status=status)


# ── The draft ───────────────────────────────────────────────────────────────


def of_draft(view):
    """Hand the draft of this method to a view; what was typed for one that is gone stays (409)."""

    @hats(Role.ADMIN)
    @wraps(view)
    def found(request, pk, *args, **kwargs):
        method = get_object_or_404(Method, pk=pk)
        drafts = MethodDraft.objects.select_related("method", "based_on")
        draft = drafts.filter(method=method).first()
        if draft:
            return view(request, draft, *args, **kwargs)
        if request.method == "POST":
            kept = [text for name, text in request.POST.items() if is_words(name) and text.strip()]
            context = {"reason": versions.GONE, "texts": kept}
            return show(request, "goals/over.html", context, status=409)
        return go(request, "methods:list")

    return found


def is_words(name):
    return name.rsplit("-", 1)[-1].startswith(("name", "question", "level_", "sentence_"))


@of_draft
def draft(request, draft):
    context = {"draft": draft, "content": draft.content, "changed": list(changed(draft))}
    return render(request, "methods/draft.html", context, part="draft")


def changed(draft):
    """What differs between the draft and the words that hold now."""
    return differences(versions.told(draft.method.present_version()), draft.content)


@of_draft
def levels(request, draft):
    if not draft.content["levels"]:
        return go(request, "methods:draft", draft.method_id)
    form = LevelsForm(typed(request), draft=draft)
    return piece(request, form, "De stappen van de schaal")


@of_draft
def domain(request, draft, key):
    named = {each["key"]: each["name"] for each in draft.content["domains"]}
    if key not in named:
        return go(request, "methods:draft", draft.method_id)
    form = DomainForm(typed(request), draft=draft, key=key)
    if request.method == "POST" and "more" in request.POST and form.has_parts:
        form.one_more()
        return piece(request, form, named[key], is_sent_now=False)
    return piece(request, form, named[key])


def piece(request, form, title, *, is_sent_now=True):
    """Save one piece of the draft, or show its form under this title."""
    if is_sent_now and is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, f"Opgeslagen in het concept: {title}.")
        return go(request, "methods:draft", form.draft.method_id)
    context = {"form": form, "draft": form.draft, "title": title}
    return render(request, "methods/piece.html", context, part="form", status=form.status)


@of_draft
@require_POST
def order(request, draft):
    """Move one domain a place up or down."""
    key, up = request.POST.get("key", ""), request.POST.get("to") == "up"
    versions.move(draft, key, by=request.hat, up=up)
    return refresh(request, "methods:draft", draft.method_id, part="draft")


@of_draft
def publish(request, draft):
    """Show all that changes; then make it hold at once."""
    refused = ""
    if request.method == "POST":
        try:
            made = versions.publish(draft, by=request.hat, seen=request.POST.get("seen", ""))
        except StepRefused as why:
            refused = str(why)
            draft = MethodDraft.objects.filter(pk=draft.pk).first() or draft
        else:
            messages.success(request, f"{made} geldt vanaf nu voor nieuwe kijkmomenten.")
            return go(request, "methods:list")
    context = {"draft": draft, "changed": list(changed(draft)), "refused": refused}
    context["seal"] = versions.seal(draft.content)
    status = 409 if refused else 200
    return render(request, "methods/publish.html", context, part="form", status=status)


@of_draft
def throw_away(request, draft):
    if request.method == "POST":
        versions.throw_away(draft, by=request.hat)
        messages.success(request, "Het concept is weg. De versie die geldt, is niet veranderd.")
        return go(request, "methods:list")
    return render(request, "methods/throw_away.html", {"draft": draft}, part="form")
