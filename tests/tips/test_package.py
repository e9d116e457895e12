"""A package of tips, and sealing its tips to new keys: an old tip opens with the new key afterwards."""

import json

import pyrage
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from monitor.desk.models import AuditEntry
from monitor.tips import codes, package, store
from monitor.tips.cleaning import Cleaned
from monitor.tips.models import Message, TipCode
from monitor.tips.receive import Upload
from monitor.tips.sealing import open_words, seal_words
from tests.builders import make_editor

from .builders import office_keys, public_keys, send
from .offline import key_file

pytestmark = pytest.mark.django_db
NEW = pyrage.x25519.Identity.generate()
NEW_PUBLIC = str(NEW.to_public())
PDF = Upload(b"original", Cleaned("pdf", "pdf", b"clean", ["Its author."]))


def send_and_answer(*uploads):
    """Return a tip that was answered, and its code."""
    tip, code = send("An old tip.", *uploads)
    recipients = list(tip.codes.values_list("recipient", flat=True))
    sealed = seal_words({"text": "Thank you."}, recipients)
    Message.objects.create(tip=tip, number=1, day=tip.day, by=make_editor(), sealed=sealed)
    return tip, code


def reseal(folder, *tips, keys=(NEW_PUBLIC,)):
    """Pack tips, seal them on the other machine to new keys, and return the path of what travels back."""
    (folder / "tips.json").write_bytes(package.pack(tips))
    options = {"reseal_to": list(keys), "out": folder / "new.json"}
    call_command("open_tips", str(folder / "tips.json"), "--key", key_file(folder), **options)
    return folder / "new.json"


def test_a_package_is_read_as_it_was_packed():
    tip, _ = send_and_answer(PDF)
    (found,) = package.read(package.pack([tip]))

    assert (found["id"], found["sealed_to"]) == (str(tip.pk), public_keys())
    assert [message["from"] for message in found["messages"]] == ["office"]
    assert pyrage.decrypt(package.in_bytes(found["files"][0]["clean"]), [office_keys()[1]]) == b"clean"


def test_a_package_leaves_out_an_original_that_was_taken_back():
    tip, _ = send("One", PDF)
    tip.files.update(has_original=False)
    store.destroy(tip.files.get().pk, store.ORIGINAL)

    assert "original" not in package.read(package.pack([tip]))[0]["files"][0]


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"version": 2, "tips": []}', b"[" * 90_000])
def test_what_is_no_package_is_refused(content):
    with pytest.raises(package.PackageError):
        package.read(content)


def test_an_old_tip_opens_with_the_new_key_and_no_more_with_the_old(tmp_path, settings):
    tip, code = send_and_answer(PDF)
    path = reseal(tmp_path, tip)
    settings.TIP_KEYS = [NEW_PUBLIC]
    call_command("reseal_tips", path)

    tip.refresh_from_db()
    file, message = tip.files.get(), tip.messages.get()
    everything = [bytes(tip.sealed), bytes(message.sealed)]
    everything += [store.read(file.pk, which) for which in (store.CLEAN, store.ORIGINAL)]
    assert tip.sealed_to == settings.TIP_KEYS
    assert open_words(tip.sealed, NEW)["text"] == "An old tip."
    assert [pyrage.decrypt(one, [NEW]) for one in everything[2:]] == [b"clean", b"original"]
    for old in office_keys():
        for one in everything:
            with pytest.raises(pyrage.DecryptError):
                pyrage.decrypt(one, [old])

    kept = TipCode.objects.get(tip=tip)
    assert open_words(message.sealed, codes.key_of(code, bytes(kept.salt)).identity) == {"text": "Thank you."}
    assert AuditEntry.objects.filter(deed="sealed tips again", by=None).count() == 1


def test_the_length_of_words_is_no_other_when_they_are_sealed_again(tmp_path, settings):
    tip, _ = send("Short.")
    path = reseal(tmp_path, tip, keys=[NEW_PUBLIC, public_keys()[0]])
    settings.TIP_KEYS = [public_keys()[0], NEW_PUBLIC]
    call_command("reseal_tips", path)

    before = len(tip.sealed)
    tip.refresh_from_db()
    assert abs(len(tip.sealed) - before) < 200


def test_twice_does_no_harm(tmp_path, settings, capsys):
    path = reseal(tmp_path, send("One", PDF)[0])
    settings.TIP_KEYS = [NEW_PUBLIC]
    call_command("reseal_tips", path)
    call_command("reseal_tips", path)

    assert capsys.readouterr().out.count("3 pieces are sealed to today's keys; 0 were left") == 2


def test_other_keys_than_todays_are_refused(tmp_path):
    tip, _ = send()
    path = reseal(tmp_path, tip)
    with pytest.raises(CommandError, match="other keys than MONITOR_TIP_KEYS"):
        call_command("reseal_tips", path)
    assert open_words(type(tip).objects.get(pk=tip.pk).sealed, office_keys()[0])


def test_what_is_gone_does_not_come_back(tmp_path, settings, capsys):
    (gone, _), (kept, _) = send("One", PDF), send("Two", PDF)
    path = reseal(tmp_path, gone, kept)
    file = kept.files.get()
    store.destroy(file.pk, store.ORIGINAL)
    for one in gone.files.all():
        store.destroy(one.pk)
    gone.delete()
    settings.TIP_KEYS = [NEW_PUBLIC]
    call_command("reseal_tips", path)

    assert "it is gone" in capsys.readouterr().out
    assert {one for one, _ in store.files() if one == file.pk} == {file.pk}
    assert not store.path_of(file.pk, store.ORIGINAL).exists()


def test_what_is_not_what_was_packed_is_left(tmp_path, settings):
    tip, _ = send()
    path = reseal(tmp_path, tip)
    tip.sealed = other = seal_words({"text": "Other words."})
    tip.save()
    settings.TIP_KEYS = [NEW_PUBLIC]
    call_command("reseal_tips", path)

    tip.refresh_from_db()
    assert bytes(tip.sealed) == other


def test_a_tip_that_the_key_does_not_open_is_left_out(tmp_path, settings, capsys):
    settings.TIP_KEYS = [NEW_PUBLIC]
    path = reseal(tmp_path, send()[0])

    assert "words: these keys do not open it" in capsys.readouterr().out
    assert json.loads(path.read_text())["pieces"] == []


@pytest.mark.parametrize("changed", [{"what": "file ../x"}, {"tip": "1"}, {"sealed": "bm9uc2Vuc2U="}, {"was": None}])
def test_pieces_that_open_tips_did_not_make_are_refused(tmp_path, settings, changed):
    path = reseal(tmp_path, send()[0])
    made = json.loads(path.read_text())
    made["pieces"][0] |= changed
    path.write_text(json.dumps(made))
    settings.TIP_KEYS = [NEW_PUBLIC]

    with pytest.raises(CommandError, match="open_tips"):
        call_command("reseal_tips", str(path))
