"""Eight editors at once on one country: no lost update, no broken chain, no 500, and one edition for each approval."""

import random
import threading
from collections import Counter
from dataclasses import dataclass, field

import pytest
from django.db import connection, connections  # noqa: F401  # the mark below names the first
from django.test import Client
from reversion.models import Version

from countries.models import Country, Section
from monitor.desk.models import Proposal
from monitor.publishing.models import Edition
from monitor.publishing.publish import publish
from monitor.publishing.verify import problems
from tests.builders import make_editor, make_published, make_section
from tests.office.browser import Form, office_address

EDITORS, STEPS, TEXTS = 8, 25, 6


@dataclass
class Editor:
    """One editor in a browser of their own, who saves, asks for review and approves; keeps what was accepted."""

    name: str
    forms: list[str]
    desk: str
    rng: random.Random
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))
    saved: list[str] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)

    def work(self) -> None:
        try:
            for at in range(STEPS):
                self.rng.choices([self.save, self.publish], weights=[7, 3])[0](f"{self.name}{at}")
        finally:
            connections.close_all()

    def save(self, word: str) -> None:
        """Add a word to a text as it stands in the form; when the form is stale, look again, as a person would."""
        address = self.rng.choice(self.forms)
        for _ in range(20):
            form = self.opened(address).fields
            typed = {**form, "body": form["body"].replace("</p>", f" {word}</p>")}
            if self.post(address, typed, "save") == 302:
                self.saved.append(word)
                return

    def publish(self, word: str) -> None:
        """Ask for review of one change that waits for nobody, and approve what others ask for."""
        for _ in range(5):
            form = self.opened(self.desk)
            if not form.ticks or self.ask(form, word) == 302:
                break
        for proposal in Proposal.objects.asked().exclude(author__username=self.name):
            self.post(proposal.get_absolute_url(), {"action": "approve", "comment": word}, "approve")

    def ask(self, form: Form, word: str) -> int:
        key = self.rng.choice(sorted(form.ticks))
        typed = {**form.fields, "which": "some", "key": key, "note": f"By {word}.", "action": "ask"}
        return self.post(self.desk, typed, "ask")

    def opened(self, address: str) -> Form:
        form = Form()
        answer = self.client.get(address)
        self.answers[f"open {answer.status_code}"] += 1
        form.feed(answer.content.decode())
        return form

    def post(self, address: str, typed: dict[str, str], what: str) -> int:
        status = self.client.post(address, typed).status_code
        self.answers[f"{what} {status}"] += 1
        return status


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one writer in at a time; see PostgreSQL")
def test_two_hundred_saves_and_publishes_by_eight_editors():
    country = make_published()
    sections = [make_section(f"Text {at}", "<p>Words.</p>", country=country) for at in range(TEXTS)]
    publish(country, note="The texts.")
    forms = [office_address(section, "change") for section in sections]
    editors = [Editor(f"e{at}x", forms, office_address(country, "desk"), random.Random(at)) for at in range(EDITORS)]
    for editor in editors:
        editor.client.force_login(make_editor(editor.name))

    threads = [threading.Thread(target=editor.work) for editor in editors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=600)

    answers = sum((editor.answers for editor in editors), Counter())
    assert not any(thread.is_alive() for thread in threads)
    assert [answer for answer in answers if answer[-3] == "5"] == []
    assert_nothing_is_lost([word for editor in editors for word in editor.saved])
    assert_every_approval_is_one_edition(country, answers)


def assert_nothing_is_lost(saved: list[str]) -> None:
    """Every accepted save is in a text, and is one revision."""
    sections = Section.objects.filter(heading__startswith="Text ")
    words = [word for section in sections for word in section.body.strip("</p>").split()[1:]]
    assert sorted(saved) == sorted(words)
    assert sum(Version.objects.get_for_object(section).count() for section in sections) == len(saved)
    assert len(saved) > EDITORS * STEPS / 2


def assert_every_approval_is_one_edition(country: Country, answers: Counter[str]) -> None:
    """Editions are numbered without a gap, each but the first two from one approval, and their chain holds."""
    numbers = sorted(Edition.objects.of(country.pk).values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) - 2 == Proposal.objects.filter(state="published").count() == answers["approve 302"]
    assert len(numbers) > 5
    assert list(problems()) == []
