"""Every string of code and templates is said in Kazakh and Russian; what is compiled is what is written."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages_tool", ROOT / "tools" / "messages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_nothing_is_missing_unlike_or_stale(messages: ModuleType) -> None:
    assert messages.findings() == []


def test_there_is_something_to_say(messages: ModuleType) -> None:
    assert len(messages.collected()) > 50


def test_a_new_string_in_a_template_is_found(messages: ModuleType, tmp_path: Path) -> None:
    folder = tmp_path / "src" / "qulaq" / "web" / "templates"
    folder.mkdir(parents=True)
    (folder / "one.html").write_text('{% load i18n %}{% translate "A string nobody translated" %}', "utf-8")
    found = {message.id for message in messages.collected(tmp_path / "src" / "qulaq")}
    assert "A string nobody translated" in found


def test_a_translation_without_its_placeholder_is_found(messages: ModuleType) -> None:
    catalogue = messages.read("ru")
    catalogue.add("%(name)s answered", string="Ответил")
    assert any("placeholders" in line for line in messages.unlike(catalogue))


def test_kazakh_has_two_forms_and_russian_three(messages: ModuleType) -> None:
    assert messages.read("kk").num_plurals == 2
    assert messages.read("ru").num_plurals == 3


def test_every_kazakh_string_says_whether_a_native_reader_has_read_it(messages: ModuleType) -> None:
    notes = [message.user_comments for message in messages.read("kk") if message.id]
    assert all(not note or note == [messages.AWAITS] for note in notes)
