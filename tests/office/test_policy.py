"""The office's pages run the editor; no other page may run what they may."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils.csp import build_policy

from countries.models import Country, Section

from .browser import office_address


def _policy(client: Client, address: str) -> tuple[str, str]:
    answer = client.get(address)
    return answer.headers["Content-Security-Policy"], answer.content.decode()


def test_the_editors_import_map_carries_the_nonce_of_the_answer(office: Client, country: Country):
    policy, page = _policy(office, office_address(Section, "add"))
    nonce = re.findall(r'<script nonce="([^"]+)" type="importmap">|<script type="importmap" nonce="([^"]+)">', page)

    assert len(nonce) == 1
    assert f"script-src 'self' 'nonce-{''.join(nonce[0])}'" in policy
    assert settings.TIPTAP_STYLE in policy
    assert "unsafe" not in policy


def test_no_two_answers_have_one_nonce(office: Client, country: Country):
    first, second = (_policy(office, office_address(Section, "add"))[0] for _ in range(2))

    assert first != second


@pytest.mark.parametrize("address", ["/countries/", "/countries/freedonia/", "/nowhere/"])
def test_readers_pages_have_neither_nonce_nor_style(published: Country, office: Client, address: str):
    policy, page = _policy(office, address)

    assert policy == build_policy(settings.SECURE_CSP)
    assert "nonce" not in policy + page
    assert settings.TIPTAP_STYLE not in policy
