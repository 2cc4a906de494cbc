"""The table: for every address, who gets what. `access_roles.py` explains a row."""

from .access_admin_table import ADMIN
from .access_class_table import CLASSES
from .access_keeping_table import KEPT
from .access_roles import OWNER, SIGN_IN, SUPERUSER, Row, accounts, everyone, owner, page

DRAFT = {"words_for": (OWNER, SUPERUSER)}
PICTURE = r"(?P<name>[\w-]+)\.(?P<form>svg|csv)$"

SITE = [
    *map(page, ("", "typing/", "keyboard/", "robots.txt", "healthz", "sitemap.xml")),
    *map(page, ("feeds/questions.atom", "feeds/questions.rss", "questions/", "search/")),
    Row("theme/", get=everyone(405), post=everyone(400)),
    *map(page, ("topics/", "glossary/", "levels/", "labs/")),
    page("topics/<slug:slug>/", "topics/attention-scores/"),
    page("topics/<slug:slug>/sheet/", "topics/attention-scores/sheet/"),
    page("labs/<slug:slug>/", "labs/scaling/"),
    page(rf"^labs/(?P<slug>[\w-]+)/{PICTURE}", "labs/scaling/{lab picture}"),
    Row("workbench/", get=everyone(200), post=everyone(303)),
    page(r"^workbench/steps\.(?P<form>[a-z]+)$", "workbench/steps.csv"),
    page(
        rf"^workbench/{PICTURE}",
        "workbench/bench-weights-1.csv?computation=attention_weights&show=steps",
    ),
]

# A draft is for those who may see questions in the admin, not for whoever once wrote it.
_FOR_EDITORS = everyone(404) | {SUPERUSER: 200}
_EXAMPLE = "questions/<slug:slug>/examples/<slug:key>/"
_EXAMPLE_PICTURE = rf"^questions/(?P<slug>[\w-]+)/examples/(?P<key>[\w-]+)/{PICTURE}"
QUESTIONS = [
    page("questions/<slug:slug>/", "questions/softmax/"),
    Row("questions/<slug:slug>/", _FOR_EDITORS, everyone(405), "questions/{draft}/", **DRAFT),
    page("questions/<slug:slug>/context/", "questions/softmax/context/"),
    Row(
        "questions/<slug:slug>/context/",
        *(_FOR_EDITORS, everyone(405), "questions/{draft}/context/"),
        **DRAFT,
    ),
    page(_EXAMPLE, "questions/softmax/examples/three-scores/"),
    Row(
        *(_EXAMPLE, _FOR_EDITORS, everyone(405), "questions/{draft}/examples/three-scores/"),
        **DRAFT,
    ),
    page(_EXAMPLE_PICTURE, "questions/drawn/examples/three-scores/{picture}.csv"),
    Row(
        _EXAMPLE_PICTURE,
        *(_FOR_EDITORS, everyone(405), "questions/{draft}/examples/three-scores/{picture}.csv"),
    ),
    Row(
        "questions/<slug:slug>/items/<slug:key>/",
        *(everyone(200), everyone(400), "questions/softmax/items/weights-of-keys/?seed=1"),
    ),
    Row(
        "questions/<slug:slug>/items/<slug:key>/",
        *(everyone(404), everyone(404), "questions/{draft}/items/which-grows/"),
    ),
    Row("reading/", get=everyone(405), post=everyone(400)),
]

PRACTICE = [
    Row("plan/", get=everyone(200), post=everyone(302)),
    page("levels/<str:skill>/", "levels/computation:attention_weights/"),
    Row("diagnostic/", get=everyone(200), post=everyone(400)),
    Row("quizzes/diagnostic/", get=everyone(301), post=everyone(405)),
    Row("practice/", get=everyone(200), post=everyone(422)),
    Row("practice/<uuid:pk>/", owner(302), everyone(405), "practice/{practice}/"),
    Row("practice/<uuid:pk>/next/", everyone(405), owner(302), "practice/{practice}/next/"),
    Row("interview/", get=everyone(200), post=everyone(400)),
    Row("interview/<uuid:pk>/", owner(200), owner(302), "interview/{interview}/"),
    Row(
        "interview/seat/<slug:token>/",
        *(everyone(200) | {OWNER: 403}, everyone(200) | {OWNER: 403}, "interview/seat/{seat}/"),
    ),
    Row("interview/<uuid:pk>/end/", owner(200), owner(302), "interview/{interview}/end/"),
    Row(
        "interview/<uuid:pk>/debrief/",
        *(owner(302), everyone(405), "interview/{interview}/debrief/"),
    ),
    *map(page, ("progress/", "mistakes/")),
]

# Whoever knows the link of a custom quiz may take it.
QUIZZES = [
    page("quizzes/"),
    Row("quizzes/custom/", get=everyone(200), post=everyone(400)),
    Row("quizzes/custom/<slug:key>/", everyone(200), everyone(400), "quizzes/custom/{custom}/"),
    Row("quizzes/<slug:slug>/", everyone(200), everyone(400), "quizzes/softmax/"),
    Row("sittings/<uuid:pk>/", owner(302), owner(302), "sittings/{running}/"),
    Row("sittings/<uuid:pk>/", owner(302), owner(409), "sittings/{over}/"),
    Row("sittings/<uuid:pk>/", owner(200), owner(302), "sittings/{running}/?all=1"),
    Row("sittings/<uuid:pk>/<int:number>/", owner(200), owner(302), "sittings/{running}/2/"),
    Row("sittings/<uuid:pk>/check/", owner(200), owner(302), "sittings/{running}/check/"),
    Row("sittings/<uuid:pk>/results/", owner(200), everyone(405), "sittings/{over}/results/"),
    Row("sittings/<uuid:pk>/results/", owner(302), everyone(405), "sittings/{running}/results/"),
    Row(r"^sittings/(?:.*/)?$", everyone(404), everyone(404), "sittings/{over}/nothing/"),
]

# Only strangers get these forms; whoever has an account is led on.
_AT_THE_DOOR = accounts(302, others=200)
_LED_ON = accounts(302)
_FORM = accounts(200)
_NONE = accounts(404)
_KEY = "account/two-step/webauthn/keys/<int:pk>/"
ACCOUNT = [
    *map(page, ("account/", "account/inactive/", "account/password/reset/done/")),
    Row("account/login/", _AT_THE_DOOR, _AT_THE_DOOR),
    Row("account/login/code/", _AT_THE_DOOR, _AT_THE_DOOR),
    Row("account/login/code/confirm/", _LED_ON, _LED_ON),
    Row("account/signup/", _AT_THE_DOOR, _AT_THE_DOOR),
    Row("account/signup/passkey/", _AT_THE_DOOR, _AT_THE_DOOR),
    Row("account/logout/", accounts(200, others=302), everyone(302)),
    Row("account/confirm-email/", _LED_ON, _LED_ON),
    Row("account/email/", _FORM, _LED_ON),
    Row("account/password/change/", _LED_ON, _LED_ON),
    Row("account/password/set/", _FORM, _FORM),
    Row("account/password/reset/", get=everyone(200), post=everyone(200)),
    Row("account/password/reset/confirm/", everyone(SIGN_IN), everyone(SIGN_IN)),
    Row("account/password/reset/complete/", everyone(302), everyone(302)),
    Row("account/reauthenticate/", _LED_ON, _LED_ON),
    Row("account/reauthenticate/code/", _FORM, _FORM),
    Row("account/reauthenticate/code/confirm/", _LED_ON, _LED_ON),
    Row("account/sessions/", _FORM, _LED_ON),
    # The learner has a passkey, an app and recovery codes; the others have none.
    Row("account/two-step/", _FORM, accounts(405)),
    Row("account/two-step/authenticate/", _LED_ON, _LED_ON),
    Row("account/two-step/reauthenticate/", _LED_ON | {OWNER: 200}, _LED_ON | {OWNER: 200}),
    Row("account/two-step/totp/activate/", _FORM | {OWNER: 302}, _FORM | {OWNER: 302}),
    Row("account/two-step/totp/deactivate/", _NONE | {OWNER: 200}, _NONE | {OWNER: 302}),
    Row("account/two-step/recovery-codes/", _NONE | {OWNER: 200}, accounts(405)),
    Row("account/two-step/recovery-codes/generate/", _FORM, _FORM | {OWNER: 302}),
    Row("account/two-step/recovery-codes/download/", _NONE | {OWNER: 200}, _NONE | {OWNER: 405}),
    Row("account/two-step/webauthn/", _FORM, accounts(405)),
    Row("account/two-step/webauthn/add/", _FORM, _FORM),
    Row("account/two-step/webauthn/login/", _LED_ON, _LED_ON),
    Row("account/two-step/webauthn/signup/", everyone(302), everyone(302)),
    Row(
        "account/two-step/webauthn/reauthenticate/",
        *(_LED_ON | {OWNER: 200}, _LED_ON | {OWNER: SIGN_IN}),
    ),
    Row(
        f"{_KEY}remove/",
        *(_NONE | {OWNER: 200}, _NONE | {OWNER: 302}),
        "account/two-step/webauthn/keys/{passkey}/remove/",
    ),
    Row(
        f"{_KEY}edit/",
        *(_NONE | {OWNER: 200}, _NONE | {OWNER: 200}),
        "account/two-step/webauthn/keys/{passkey}/edit/",
    ),
]

# Programs name their learner by a token. A session or a cookie counts for nothing here.
_ANSWER = "api/v1/questions/<slug>/items/<key>"
_CALCULATIONS = ("compute", "cost", "parse", "check", "diagnose")
_OWN_STEPS = ("check-steps", "check-growth", "check-count")
API = [
    *map(page, ("api/openapi.json", "api/docs", "api/v1/computations", "api/v1/questions")),
    page("api/v1/items"),
    page("api/v1/questions/<slug>", "api/v1/questions/softmax"),
    page(_ANSWER, "api/v1/questions/softmax/items/weights-of-keys"),
    Row("api/v1/", get=everyone(404), post=everyone(404)),
    *(
        Row(f"api/v1/{name}", get=everyone(405), post=everyone(415))
        for name in (*_CALCULATIONS, *_OWN_STEPS)
    ),
    Row("api/v1/learners", get=everyone(405), post=everyone(201)),
    Row(
        f"{_ANSWER}/attempts",
        *(everyone(405), everyone(401)),
        "api/v1/questions/softmax/items/weights-of-keys/attempts",
    ),
]

ROWS = [*SITE, *QUESTIONS, *PRACTICE, *QUIZZES, *CLASSES, *KEPT, *ACCOUNT, *API, *ADMIN]
