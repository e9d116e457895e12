"""Text stays text; what only looks like text is refused, with what to do instead."""

import pytest

from monitor.tips.cleaning import RefusedFileError
from monitor.tips.cleaning.endings import refuse_ending
from monitor.tips.cleaning.look import look


def refusal(content: bytes) -> str:
    with pytest.raises(RefusedFileError) as refused:
        look(content)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_kept_as_utf_8(encoding):
    cleaned = look("Реестр, fee: 5 €\r\n".encode(encoding))

    assert (cleaned.kind, cleaned.ending, cleaned.reveals) == ("text", "txt", [])
    assert cleaned.content == "Реестр, fee: 5 €\r\n".encode()


def test_signs_that_mark_a_copy_are_told_and_left_out():
    cleaned = look("the\u200b fee\U000e0041 was\u2060 5".encode())

    assert cleaned.content == b"the fee was 5"
    assert cleaned.reveals == ["Signs that nobody sees (3), which can mark this very copy. Our copy is without them."]


def test_mail_addresses_in_a_text_are_told():
    assert "“dana@example.org”" in look(b"ask dana@example.org").reveals[0]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"\0\0\0", "empty"),
        (b"words\0words", "do not know"),
        (b"\x1b[31mred", "do not know"),
        ("Реестр".encode("windows-1251"), "old encoding"),
        (b"#!/bin/sh\nrm -rf /", "Programs"),
        (b"MZ\x90\0", "Programs"),
        (b"\x7fELF\x02", "Programs"),
        (b"<!DOCTYPE html><p>", "Web pages"),
        (b" \n<HTML>", "Web pages"),
        (b"<?php echo 1;", "Web pages"),
        (b'<svg xmlns="x">', "Web pages"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "Web pages"),
        (b"hello <script>alert(1)</script>", "Web pages"),
        ("<html>".encode("utf-16"), "Web pages"),
        (b"@echo off\ndel *", "Programs"),
        (b"function go() {}", "Programs"),
        (b"{\\rtf1 words}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Old Office"),
        (b"Rar!\x1a\x07\0", "Archives"),
        (b"7z\xbc\xaf\x27\x1c", "Archives"),
        (b"\x1f\x8b\x08", "Archives"),
        (b"a" * 257 + b"ustar", "Archives"),
        (b"\0\0\0\x18ftypheic", "JPEG"),
        (b"\0\0\0\x18ftypmp42", "Write to us first"),
        (b"ID3\x04", "Write to us first"),
        (b"Received: from a\nMessage-ID: <b>\n\nwords", "saved mail"),
        (bytes(range(1, 256)) * 9, "do not know"),
    ],
)
def test_what_is_not_taken_says_why(content, why):
    assert why in refusal(content)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a.js", "Programs and scripts (.js)"),
        ("a.pdf.EXE", "Programs and scripts (.exe)"),
        ("a.sh. ", "Programs and scripts (.sh)"),
        ("vbs", "Programs and scripts (.vbs)"),
        ("a.docm", "macros (.docm)"),
        ("a.svg", "drawings"),
    ],
)
def test_names_of_programs_are_refused_whatever_is_inside(name, why):
    with pytest.raises(RefusedFileError) as refused:
        refuse_ending(name)

    assert why in str(refused.value)


@pytest.mark.parametrize("name", ["", "a", "a.pdf", "pdf", "a.exe.pdf", "отчёт.docx"])
def test_other_names_do_not_matter(name):
    refuse_ending(name)
