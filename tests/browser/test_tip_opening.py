"""Reading tips in the reader's own browser: the key never travels, and nothing is left after Close."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, expect

from tests.tips.offline import PASSPHRASE, SEALED_KEY, SEALED_PUBLIC

from .conftest import log_in, manage

TEXT = "A fee that no law knows. <b>Not bold</b>"
LINK = "https://example.org/decree"
COPY = "eleven small boats wait behind the old harbour"
NO_FORM = "Password field is not contained in a form"  # it is meant: a form could be sent
OTHER = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
SEND = f"""
import json
from monitor.tips.cleaning import Cleaned
from monitor.tips.models import Message
from monitor.tips.receive import Upload
from monitor.tips.sealing import seal_words
from tests.tips.builders import send
from tests.tips.offline import SEALED_PUBLIC
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.conf import settings
pdf = Upload(b"original bytes", Cleaned("pdf", "pdf", b"clean bytes", ["Its author: Rosa."]))
tip, _ = send({TEXT!r}, pdf, link={LINK!r}, contact="the blue cafe")
ada = get_user_model().objects.get(username="ada")
ada.groups.add(Group.objects.get(name="Tip readers"))
for number, by in ((1, ada), (2, None)):
    words = seal_words(dict(text=f"Word {{number}}."), tip.codes.values_list("recipient", flat=True))
    Message.objects.create(tip=tip, number=number, day=tip.day, by=by, sealed=words)
settings.TIP_KEYS = [{OTHER!r}]
other, _ = send("For others.")
print(json.dumps([tip.get_absolute_url(), other.get_absolute_url()]))
"""


@pytest.fixture(scope="module")
def tips(site: str) -> list[str]:
    """The addresses of a tip with a file and a talk, and of one that was sealed to another key."""
    paths = json.loads(manage("shell", "-v0", "-c", SEND).splitlines()[-1])
    return [site + path for path in paths]


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    """A key file as make_tip_key makes it, and the key in it, plain."""
    sealed, plain = tmp_path / "tip-key-ada.age", tmp_path / "plain.txt"
    sealed.write_text(SEALED_KEY)
    plain.write_bytes(pyrage.passphrase.decrypt(SEALED_KEY.encode(), PASSPHRASE))
    return sealed, plain


@pytest.fixture
def sent(page: Page) -> Iterator[list[Request]]:
    """What the browser asked for; and it complains of nothing."""
    requests: list[Request] = []
    said: list[str] = []
    page.on("request", lambda one: requests.append(one))  # noqa: PLW0108 - a bound method of a list will not do
    page.on("console", lambda one: None if NO_FORM in one.text else said.append(one.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield requests
    assert said == []


def open_tip(page: Page, address: str, key: Path, passphrase: str = "") -> None:
    log_in(page, address.partition("/admin/")[0])
    page.goto(address)
    page.set_input_files("#tip-key-file", key)
    page.fill("#tip-key-words", passphrase)
    page.click(".tip-open-button")


def test_a_tip_is_read_and_the_key_stays(page: Page, tips: list[str], keys: tuple[Path, Path], sent: list[Request]):
    open_tip(page, tips[0], keys[0], PASSPHRASE)

    opened = page.locator(".opened")
    expect(opened.locator(".said")).to_have_text([TEXT, LINK, "the blue cafe", "Word 1.", "Word 2."])
    expect(opened.locator("[data-talk]")).to_contain_text("from the office (ada)")
    expect(opened.locator("[data-files]")).to_contain_text("File 1 (PDF)")
    assert opened.locator("a").count() == 0
    assert Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}).violations_count == 0

    secret = keys[1].read_text().split()[-1]
    told = [f"{one.url} {one.headers} {one.post_data_buffer or b''}" for one in sent]
    assert any("/sealed/" in one for one in told)
    for word in (PASSPHRASE, secret, secret.lower(), "age1", "tip-key-ada", "geese", "frozen"):
        assert not [one for one in told if word in one], word


def test_nothing_is_left_after_close(page: Page, tips: list[str], keys: tuple[Path, Path], sent: list[Request]):
    open_tip(page, tips[0], keys[1])
    expect(page.locator(".opened")).to_contain_text("A fee")
    page.click("text=Close: forget the key and the words")

    expect(page.locator("[data-status]")).to_contain_text("forgotten")
    assert page.locator(".opened").count() == 0
    assert "A fee" not in page.content()
    assert page.evaluate("[...document.querySelectorAll('#tip-open input')].map(one => one.value)") == ["", ""]
    kept = page.evaluate("JSON.stringify([localStorage, sessionStorage, history.state])")
    assert "A fee" not in kept
    assert "AGE" not in kept.upper().replace("PAGE", "")
    assert page.workers == []
    page.click(".tip-open-button")
    expect(page.locator("[data-status]")).to_contain_text("Choose your private key first")


def test_what_holds_the_key_can_ask_nobody_anything(page: Page, tips: list[str], keys: tuple[Path, Path]):
    open_tip(page, tips[0], keys[1])
    expect(page.locator(".opened")).to_be_visible()

    assert page.workers[0].evaluate("fetch(location.href).then(() => 'asked', () => 'held')") == "held"


def test_files_are_saved_under_names_that_tell_nothing(page: Page, tips: list[str], keys: tuple[Path, Path]):
    open_tip(page, tips[0], keys[1])
    short = page.locator(".tip-open-button").get_attribute("data-short")
    for button, name, content in (
        ("Cleaned copy of file 1", f"tip-{short}-1.pdf", b"clean bytes"),
        ("Original of file 1", f"tip-{short}-1-original.pdf", b"original bytes"),
    ):
        with page.expect_download() as download:
            page.locator(".opened").get_by_role("button", name=button).click()
        assert download.value.suggested_filename == name
        assert download.value.path().read_bytes() == content


def test_a_copy_for_a_lawyer_opens_with_its_passphrase(page: Page, tips: list[str], keys: tuple[Path, Path]):
    open_tip(page, tips[0], keys[1])
    page.click("summary >> text=Save a copy for a lawyer")
    page.fill("[data-copy-words]", COPY)
    page.fill("[data-copy-again]", COPY + "s")
    page.click("[data-copy]")
    expect(page.locator("[data-status]")).to_contain_text("differ")
    page.fill("[data-copy-again]", COPY)
    with page.expect_download() as download:
        page.click("[data-copy]")

    assert download.value.suggested_filename.endswith(".zip.age")
    zipped = zipfile.ZipFile(io.BytesIO(pyrage.passphrase.decrypt(download.value.path().read_bytes(), COPY)))
    assert {one.split("-", 2)[-1] for one in zipped.namelist()} == {
        "README.txt", "tip.txt", "1.pdf", "1-original.pdf"
    }  # fmt: skip
    assert TEXT in zipped.read("tip.txt").decode()


def test_wrong_passphrases_keys_and_files_are_said_plainly(page: Page, tips: list[str], keys: tuple[Path, Path]):
    status = page.locator("[data-status]")
    open_tip(page, tips[1], keys[0], "wrong")
    expect(status).to_contain_text("The passphrase does not open this key.")
    page.fill("#tip-key-words", "")
    page.click(".tip-open-button")
    expect(status).to_contain_text("This key has a passphrase")
    for content, sentence in (
        ("nonsense", "no private key"),
        ("AGE-SECRET-KEY-1QQQ", "damaged"),
        (SEALED_KEY[:200], "damaged"),
    ):
        keys[0].write_text(content)
        page.set_input_files("#tip-key-file", keys[0])
        page.fill("#tip-key-words", "x")
        page.click(".tip-open-button")
        expect(status).to_contain_text(sentence)
    page.set_input_files("#tip-key-file", keys[1])
    page.click(".tip-open-button")
    expect(status).to_contain_text(f"This tip was sealed to other keys: {OTHER}. Yours is {SEALED_PUBLIC}.")
