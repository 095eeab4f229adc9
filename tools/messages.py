"""Catalogues of messages: collect every string of code and templates, keep kk and ru complete, compile them.

    .venv/bin/python tools/messages.py            collect into src/qulaq/locale/*/LC_MESSAGES and compile
    .venv/bin/python tools/messages.py --check    say what is missing, unlike or stale; exit 1 if anything

Strings are written in English. Needs Babel (the `test` extra), no gettext programs. Kazakh entries carry the
translator's note AWAITS until a native reader has read them and removed it.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_file, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = ROOT / "src" / "qulaq"
LOCALE: Final = PACKAGE / "locale"
AWAITS: Final = "awaits a native reader"
EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS: Final[dict[str, tuple[Any, ...] | None]] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLURALS: Final = {
    "kk": (2, "(n != 1)"),
    "ru": (3, "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"),
}
PLACEHOLDER: Final = re.compile(r"%\(\w+\)[sdif]|%[sd]|\{\w*\}")


def template_strings(fileobj: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """Babel's view of a Django template: what `translate` and `blocktranslate` say."""
    source = templatize(fileobj.read().decode("utf-8"), origin=getattr(fileobj, "name", None))
    yield from extract_python(io.BytesIO(source.encode("utf-8")), keywords, comment_tags, options)


def collected(package: Path = PACKAGE) -> Catalog:
    """Every string that code and templates say, with the files that say it."""
    catalog = Catalog(charset="utf-8")
    for path in sorted(package.rglob("*")):
        if "migrations" in path.parts or path.suffix not in {".py", ".html", ".txt"}:
            continue
        if path.suffix != ".py" and "templates" not in path.parts:
            continue
        method: Any = "python" if path.suffix == ".py" else template_strings
        where = path.relative_to(package.parent.parent).as_posix()
        for _line, message, _comments, context in extract_from_file(method, path, keywords=KEYWORDS):
            catalog.add(message, locations=[(where, 1)], context=context)
    return catalog


def po_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """The catalogue as it stands in the tree; an empty one for a new language."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as stream:
        return read_po(stream, locale=language, charset="utf-8")


def renewed(language: str, source: Catalog) -> Catalog:
    """The strings of today with the translations known so far; what nobody says any more is dropped."""
    known = read(language)
    fresh = Catalog(
        locale=language,
        project="Qulaq",
        charset="utf-8",
        creation_date=EPOCH,
        revision_date=EPOCH,
        last_translator="The Qulaq founders",
        language_team=language,
        fuzzy=False,
        header_comment="# Qulaq. See tools/messages.py.",
    )
    fresh._num_plurals, fresh._plural_expr = PLURALS[language]
    for message in source:
        if not message.id:
            continue
        before = known.get(message.id, context=message.context)
        notes = list(before.user_comments) if before else []
        if language == "kk" and before is None:
            notes = [AWAITS]
        fresh.add(
            message.id,
            before.string if before and same_shape(message, before) else None,
            locations=[(name, None) for name in sorted({name for name, _ in message.locations})],
            user_comments=notes,
            context=message.context,
        )
    return fresh


def same_shape(one: Message, other: Message) -> bool:
    """Whether both are plural or both are single, so that a translation may be carried over."""
    return isinstance(one.id, tuple) == isinstance(other.string, tuple)


def po_bytes(catalog: Catalog) -> bytes:
    stream = io.BytesIO()
    write_po(stream, catalog, sort_output=True, include_lineno=False, width=110, ignore_obsolete=True)
    return stream.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def strings_of(message: Message) -> tuple[str, ...]:
    string = message.string
    return tuple(string) if isinstance(string, list | tuple) else (string or "",)


def untranslated(catalog: Catalog) -> list[str]:
    """Messages with nothing said in one of their forms."""
    return [
        f"{catalog.locale}: nothing said for {message.id!r} in {[name for name, _ in message.locations]}"
        for message in catalog
        if message.id and not all(text.strip() for text in strings_of(message))
    ]


def unlike(catalog: Catalog) -> list[str]:
    """Translations whose placeholders differ from the original's."""
    found = []
    for message in catalog:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, list | tuple) else (message.id,)
        wanted = set(PLACEHOLDER.findall(ids[-1]))
        for text in strings_of(message):
            if text and set(PLACEHOLDER.findall(text)) != wanted:
                found.append(f"{catalog.locale}: placeholders of {message.id!r} differ in {text!r}")
    return found


def stale(language: str, source: Catalog) -> list[str]:
    """Strings that the catalogue does not know or nobody says any more; a compiled file unlike its text."""
    known = read(language)
    said = {(one.context, key(one)) for one in source if one.id}
    kept = {(one.context, key(one)) for one in known if one.id}
    found = [f"{language}: not collected yet: {what[1]!r}" for what in sorted(said - kept, key=str)]
    found += [f"{language}: nobody says any more: {what[1]!r}" for what in sorted(kept - said, key=str)]
    compiled = po_path(language).with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != mo_bytes(known):
        found.append(f"{language}: {compiled.name} is not compiled from {compiled.stem}.po")
    return found


def key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, list | tuple) else str(message.id)


def findings(languages: Iterable[str] = tuple(PLURALS)) -> list[str]:
    """Everything wrong with the catalogues; an empty list is what a release needs."""
    source = collected()
    found: list[str] = []
    for language in languages:
        catalog = read(language)
        found += stale(language, source) + untranslated(catalog) + unlike(catalog)
    return found


def replace(path: Path, content: bytes) -> None:
    """Write a file whole: whoever reads meanwhile sees the old one or the new one, never a half."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(path)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="messages", description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, only say what is wrong")
    options = parser.parse_args(argv)
    if not options.check:
        source = collected()
        for language in PLURALS:
            path = po_path(language)
            path.parent.mkdir(parents=True, exist_ok=True)
            replace(path, po_bytes(renewed(language, source)))
            replace(path.with_suffix(".mo"), mo_bytes(read(language)))
    wrong = findings()
    for line in wrong:
        sys.stderr.write(line + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
