"""The list of one's classes, and a class as its teacher and its learners see it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes.learners.cookie import learner_of, zone_of
from quizzes.models import Assignment, Classroom, Membership
from quizzes.models.classroom import DISPLAY_NAME_LENGTH, NAME_LENGTH
from quizzes.web.refusals import refuse

from . import classrooms, codes, joining
from .access import ADDRESS, class_of_teacher, for_teacher, membership_of_visitor, not_yours
from .forms import NameForm, nonce, nonce_in
from .gradebook import gradebook
from .taking import taken_by
from .windows import state_of

NEEDS_AN_ACCOUNT = (
    "You need an account to teach a class, so that you can come back to its results from any "
    "browser. Sign in first. Learners need none."
)


@require_safe
@cache_control(private=True, no_cache=True)
def class_list(request: HttpRequest) -> HttpResponse:
    learner = learner_of(request)
    joined = Membership.objects.filter(learner=learner).select_related("classroom")
    taught = classrooms.taught_by(request.user) if request.user.is_authenticated else []
    context = {"joined": joined.order_by("-joined_at") if learner else [], "taught": taught}
    return render(request, "quizzes/classes/class_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def new_class(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return refuse(request, 403, NEEDS_AN_ACCOUNT, ADDRESS, "Back to classes")
    form = _class_form(request)
    notice = ""
    if form.is_valid():
        token = nonce_in(request.POST.get("token", ""))
        try:
            made = classrooms.make(request.user, form.cleaned_data["name"], token, timezone.now())
            return redirect(made)
        except classrooms.TooManyClasses as error:
            notice = str(error)
    context = {"form": form, "token": nonce(), "notice": notice}
    status = 422 if form.errors else 409 if notice else 200
    return render(request, "quizzes/classes/new_class.html", context, status=status)


@require_safe
@cache_control(private=True, no_cache=True)
def one_class(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same address shows the teacher the class, and a learner what is to do in it."""
    if classroom := class_of_teacher(request, pk):
        return _class_of_teacher(request, classroom)
    if membership := membership_of_visitor(request, pk):
        return class_of_member(request, membership)
    return not_yours(request)


def _class_of_teacher(request: HttpRequest, classroom: Classroom) -> HttpResponse:
    now = timezone.now()
    assignments = Assignment.objects.filter(classroom=classroom)
    context = {
        "classroom": classroom,
        "code": codes.shown(classroom.code),
        "members": Membership.objects.filter(classroom=classroom),
        "assignments": [(each, state_of(each, now)) for each in assignments],
        "time_zone": zone_of(request, learner_of(request)),
    }
    return render(request, "quizzes/classes/class_of_teacher.html", context)


def class_of_member(
    request: HttpRequest, membership: Membership, form: NameForm | None = None
) -> HttpResponse:
    """With `form`, a new name that was refused."""
    now, learner = timezone.now(), membership.learner
    assignments = Assignment.objects.filter(classroom=membership.classroom)
    initial = {"name": membership.name}
    context = {
        "membership": membership,
        "classroom": membership.classroom,
        "taken": [
            (each, state_of(each.assignment, now)) for each in taken_by(learner, assignments, now)
        ],
        "form": form or own_name_form(initial=initial),
        "joined": "joined" in request.GET,
        "renamed": "renamed" in request.GET,
        "time_zone": zone_of(request, learner),
    }
    status = 422 if form else 200
    return render(request, "quizzes/classes/class_of_member.html", context, status=status)


def own_name_form(*args: object, **more: object) -> NameForm:
    help_text = "Only your teacher sees it. Your first name is enough if your teacher knows you."
    label = "Your name in this class"
    return NameForm(*args, label=label, most=DISPLAY_NAME_LENGTH, help_text=help_text, **more)


@require_http_methods(["GET", "HEAD", "POST"])
@for_teacher
def settings(request: HttpRequest, classroom: Classroom) -> HttpResponse:
    form = _class_form(request, {"name": classroom.name})
    if form.is_valid():
        classrooms.rename(classroom, form.cleaned_data["name"])
        return redirect(classroom)
    context = {"classroom": classroom, "form": form}
    status = 422 if form.errors else 200
    return render(request, "quizzes/classes/settings.html", context, status=status)


@require_POST
@for_teacher
def code(request: HttpRequest, classroom: Classroom) -> HttpResponse:
    """A new code, or nobody joins any more, or they do again."""
    wants = request.POST.get("action", "")
    if wants == "new":
        classrooms.replace_code(classroom)
    elif wants in ("open", "close"):
        classrooms.set_joinable(classroom, wants == "open")
    return redirect(f"{classroom.get_absolute_url()}#code")


@require_POST
@for_teacher
def archive(request: HttpRequest, classroom: Classroom) -> HttpResponse:
    if request.POST.get("action") == "unarchive":
        classrooms.unarchive(classroom)
    else:
        classrooms.archive(classroom, timezone.now())
    return redirect(classroom)


@require_http_methods(["GET", "HEAD", "POST"])
@for_teacher
def delete(request: HttpRequest, classroom: Classroom) -> HttpResponse:
    if request.method == "POST":
        classroom.delete()
        return redirect("classes")
    context = {
        "classroom": classroom,
        "joined": classroom.memberships.count(),
        "assigned": classroom.assignments.count(),
    }
    return render(request, "quizzes/classes/delete_class.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_teacher
def remove_member(request: HttpRequest, classroom: Classroom, member: int) -> HttpResponse:
    found = Membership.objects.filter(pk=member, classroom=classroom).first()
    if found is None:
        return not_yours(request)
    if request.method == "POST":
        joining.leave(found)
        return redirect(f"{classroom.get_absolute_url()}#learners")
    context = {"classroom": classroom, "member": found}
    return render(request, "quizzes/classes/remove_member.html", context)


@require_safe
@for_teacher
def gradebook_file(request: HttpRequest, classroom: Classroom) -> HttpResponse:
    text = gradebook(classroom, timezone.now(), zone_of(request, learner_of(request)))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    name = f"Gradebook {classroom.name}.csv".replace("/", "-")
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _class_form(request: HttpRequest, initial: dict[str, str] | None = None) -> NameForm:
    return NameForm(
        request.POST if request.method == "POST" else None,
        initial=initial or {},
        label="Name of the class",
        most=NAME_LENGTH,
        help_text="Learners see it before they join.",
    )
