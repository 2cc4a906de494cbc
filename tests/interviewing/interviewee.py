"""Somebody in an interview: posts its forms as a browser does."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client

from quizzes.answering.task import Task
from quizzes.models import Interview, Turn


@dataclass
class Interviewee:
    client: Client

    def start(self, **chosen: str) -> HttpResponse:
        token = self.client.get("/interview/").context["token"]
        facts = {"role": "engineer", "seniority": "mid", "minutes": "15"} | chosen
        return self.client.post("/interview/", {"token": token} | facts)

    @property
    def interview(self) -> Interview:
        return Interview.objects.latest("started_at")

    @property
    def address(self) -> str:
        return self.interview.get_absolute_url()

    @property
    def turn(self) -> Turn:
        return self.interview.turns.latest("number")

    def page(self) -> str:
        return self.client.get(self.address, follow=True).content.decode()

    def post(self, action: str, **fields: object) -> HttpResponse:
        facts = {"turn": self.turn.number, "action": action} | fields
        return self.client.post(self.address, facts)

    def say(self, text: str = "", points: tuple = (), heard: tuple = ()) -> None:
        """Answers the spoken prompt and marks the answer."""
        self.page()
        self.post("answer", text=text)
        self.post("mark", points=points, heard=heard)

    def type(self, mistake: str = "") -> str:
        """Answers the task, rightly or with a known mistake; the page that follows."""
        self.page()
        task = Task(self.turn.item, self.turn.seed)
        raw = task.kind.right_answer()
        if mistake:
            raw = next(probe.raw for probe in task.kind.probes() if probe.mistake == mistake)
        self.post("answer", answer=raw)
        return self.page()

    def go_on(self) -> str:
        self.post("mark")
        return self.page()
