"""The API at /api/v1/: its operations, and how it answers a request that fails."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, RawPostDataException
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationErrorContext
from ninja.renderers import JSONRenderer

from quizzes.models import LearnerGone

from .json_body import StrictParser, not_json, too_large
from .operations import attempts, checking, computing, items, questions
from .problems import FieldFault, Refused, problem_response, refuse_fields, shown

NEEDS_LEARNER = (
    "A learner's token is required: Authorization: Bearer TOKEN. POST /api/v1/learners issues one."
)


class StrictRenderer(JSONRenderer):
    """NaN and infinity are not JSON: one that gets this far is our bug and raises an error."""

    json_dumps_params = {"ensure_ascii": False, "allow_nan": False}


class Api(NinjaAPI):
    def validation_error_from_error_contexts(
        self, error_contexts: list[ValidationErrorContext]
    ) -> Any:
        """Names every field at fault and what was sent, instead of the library's list."""
        return refuse_fields(
            [
                _field_fault(context.model, dict(fault))
                for context in error_contexts
                for fault in context.pydantic_validation_error.errors(include_url=False)
            ]
        )

    def create_response(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().create_response(request, *args, **kwargs)
        # The response may contain a token or a learner's results.
        response.headers["Cache-Control"] = "no-store"
        return response


def _field_fault(model: Any, fault: dict[str, Any]) -> FieldFault:
    source = model.__ninja_param_source__
    place = model.__ninja_flatten_map_reverse__.get(fault["loc"], fault["loc"])
    # The body is one parameter, so the first name is that of our own argument.
    names = place[1:] if source == "body" else place[-1:]
    field = ".".join(str(name) for name in names if name != "[key]")
    return FieldFault(field=field, message=_words(field, fault))


def _words(field: str, fault: dict[str, Any]) -> str:
    if fault["type"] == "missing" and not field:
        return "Send a JSON body, with its length in Content-Length; none was received."
    if fault["type"] == "missing":
        return "This field is required and was not sent."
    if fault["type"] == "extra_forbidden":
        return "Unknown field."
    if fault["type"] in ("model_type", "dict_type", "model_attributes_type"):
        return f"Expected an object, got {shown(fault['input'])}."
    message = fault["msg"].removeprefix("Value error, ").rstrip(".")
    if isinstance(fault["input"], dict):
        return f"{message}."
    return f"{message}; got {shown(fault['input'])}."


api = Api(
    title="Attention by Hand",
    version="1",
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    parser=StrictParser(),
    renderer=StrictRenderer(),
)
for _module in (computing, checking, questions, items, attempts):
    api.add_router("", _module.router)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return problem_response(error.status, error.detail, error.errors)


@api.exception_handler(LearnerGone)
def deleted_meanwhile(request: HttpRequest, error: LearnerGone) -> HttpResponse:
    return problem_response(409, str(error))


@api.exception_handler(AuthenticationError)
def no_learner(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem_response(401, NEEDS_LEARNER, WWW_Authenticate="Bearer")


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    # The library hides the reason a body could not be parsed behind a bare 400.
    if isinstance(error.__cause__, Refused):
        return refused(request, error.__cause__)
    return problem_response(error.status_code, str(error))


@api.exception_handler(RequestDataTooBig)
def body_too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return problem_response(413, too_large())


@api.exception_handler(RawPostDataException)
def form_in_place_of_json(request: HttpRequest, error: RawPostDataException) -> HttpResponse:
    # Middleware already parsed the body as a form with files.
    return refused(request, not_json(request))
