"""manage.py open_tips: without a database (pytest lets none of these near one) and without the site's keys."""

import io
import stat
import sys
import zipfile

import pyrage
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from .offline import PASSPHRASE, SEALED_KEY, SEALED_PUBLIC, key_file, make_file, make_tip, package, sealed, typed


@pytest.fixture(autouse=True)
def _away_from_the_server(settings):
    settings.TIP_KEYS = []


def other() -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.generate()


def test_words_and_talk_are_shown(tmp_path, capsys):
    question = {"number": 1, "day": "2026-11-23", "from": "office", "by": "rosa", "sealed": sealed({"text": "When?"})}
    reply = {"number": 2, "day": "2026-11-24", "from": "sender", "by": "", "sealed": sealed({"text": "In May."})}
    tip = make_tip("A new fee.", messages=[question, reply])
    call_command("open_tips", package(tmp_path, tip), "--key", key_file(tmp_path))

    said = capsys.readouterr().out
    assert f"Tip {tip['short']}" in said
    assert "    A new fee." in said
    assert "Message 1, 2026-11-23, from the office (rosa):\n    When?" in said
    assert "Message 2, 2026-11-24, from the sender:\n    In May." in said


def test_a_tip_for_another_key_says_for_which(tmp_path, capsys):
    key = str(other().to_public())
    call_command("open_tips", package(tmp_path, make_tip("No.", key), make_tip("Yes.")), "--key", key_file(tmp_path))

    said = capsys.readouterr().out
    assert f"this key does not open it. It is sealed to {key}" in said
    assert "    Yes." in said


def test_two_keys_open_what_either_opens(tmp_path, capsys):
    stranger = other()
    (tmp_path / "other.txt").write_text(str(stranger))
    path = package(tmp_path, make_tip("One.", str(stranger.to_public())), make_tip("Two."))
    call_command("open_tips", path, "--key", key_file(tmp_path), "--key", str(tmp_path / "other.txt"))

    said = capsys.readouterr().out
    assert "    One." in said
    assert "    Two." in said


def test_a_sealed_key_asks_for_its_passphrase(tmp_path, capsys, monkeypatch):
    (tmp_path / "key.age").write_text(SEALED_KEY)
    monkeypatch.setattr(sys, "stdin", typed(PASSPHRASE))
    tip = make_tip("A fee.", SEALED_PUBLIC)
    call_command("open_tips", package(tmp_path, tip), "--key", str(tmp_path / "key.age"))

    assert "    A fee." in capsys.readouterr().out


def test_a_wrong_passphrase_opens_nothing(tmp_path, monkeypatch):
    (tmp_path / "key.age").write_text(SEALED_KEY)
    monkeypatch.setattr(sys, "stdin", typed("wrong"))
    with pytest.raises(CommandError, match="passphrase does not open"):
        call_command("open_tips", package(tmp_path, make_tip()), "--key", str(tmp_path / "key.age"))


def test_what_was_written_moves_no_cursor(tmp_path, capsys):
    tip = make_tip("One\x1b[2J\rTip 00000000\u202e\u200dپ", country="K\x07\nState: used")
    call_command("open_tips", package(tmp_path, tip), "--key", key_file(tmp_path))

    said = capsys.readouterr().out
    assert "    One<U+001B>[2J\n    Tip 00000000<U+202E>\u200dپ" in said
    assert "Country: K<U+0007> State: used\n" in said


def test_cleaned_copies_are_written_and_originals_when_asked(tmp_path):
    tip = make_tip(files=[make_file(1, b"one"), make_file(2, b"two", b"marked")])
    path, out = package(tmp_path, tip), tmp_path / "out"
    call_command("open_tips", path, "--key", key_file(tmp_path), "--out", str(out))

    assert {one.name: one.read_bytes() for one in out.iterdir()} == {
        f"tip-{tip['short']}-1.pdf": b"one",
        f"tip-{tip['short']}-2.pdf": b"two",
    }
    assert stat.S_IMODE(out.stat().st_mode) == 0o700

    call_command("open_tips", path, "--key", key_file(tmp_path), "--out", str(tmp_path / "all"), "--originals")
    assert (tmp_path / "all" / f"tip-{tip['short']}-2-original.pdf").read_bytes() == b"marked"


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "../../etc"},
        {"day": "today"},
        {"sealed": "%"},
        {"files": [{**make_file(), "ending": "/../x"}]},
        {"files": [{**make_file(), "number": "../1"}]},
        {"messages": 7},
        {"country": None},
    ],
)
def test_a_package_that_we_did_not_make_is_refused(tmp_path, changed):
    with pytest.raises(CommandError, match="no package of tips"):
        call_command("open_tips", package(tmp_path, make_tip(**changed)), "--key", key_file(tmp_path))


def test_damaged_words_are_said_to_be_damaged(tmp_path, capsys):
    whole = sealed(b"x" * 90_000)
    tip = make_tip(sealed=whole[: len(whole) // 8 * 4])
    call_command("open_tips", package(tmp_path, tip), "--key", key_file(tmp_path))

    assert "what is sealed is damaged" in capsys.readouterr().out


def test_a_copy_for_a_lawyer_opens_with_the_lawyers_key(tmp_path):
    tip, lawyer, out = make_tip("A new fee.", files=[make_file()]), other(), tmp_path / "copy.zip.age"
    options = {"recipient": str(lawyer.to_public()), "out": out}
    call_command("open_tips", package(tmp_path, tip), "--key", key_file(tmp_path), **options)

    zipped = zipfile.ZipFile(io.BytesIO(pyrage.decrypt(out.read_bytes(), [lawyer])))
    assert "    A new fee." in zipped.read("tip.txt").decode()
    assert zipped.read(f"tip-{tip['short']}-1-original.pdf") == b"original"
    assert "age -d" in zipped.read("README.txt").decode()
    assert {one.date_time for one in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_copy_for_a_lawyer_is_of_one_tip(tmp_path):
    path = package(tmp_path, make_tip(), make_tip())
    with pytest.raises(CommandError, match="--tip ID"):
        call_command("open_tips", path, "--key", key_file(tmp_path), "--for-passphrase")


@pytest.mark.parametrize("content", ["", "nonsense", "AGE-SECRET-KEY-1NO", "\x00\xff"])
def test_a_file_without_a_key_is_said_to_be_none(tmp_path, content):
    (tmp_path / "key").write_text(content)
    with pytest.raises(CommandError, match="no private key"):
        call_command("open_tips", package(tmp_path, make_tip()), "--key", str(tmp_path / "key"))
