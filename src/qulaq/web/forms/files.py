"""Which files may come along with a letter: told by their first bytes, never by their names."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from typing import BinaryIO, Final, cast

from django.core.files.uploadedfile import UploadedFile

MOST_OCTETS: Final = 20 * 1024 * 1024
MOST_FILES: Final = 10
MOST_TOGETHER: Final = 2 * 1024 * 1024 * 1024
"""All drafts together: nobody without an account can fill the disk."""
SIZE: Final = "size"
EMPTY: Final = "empty"
TOO_MANY: Final = "many"
FULL: Final = "full"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
VIDEO_BRANDS: Final = frozenset(
    {b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"qt  ", b"M4V ", b"3gp4", b"3gp5"}
)


def kind_of(head: bytes, file: UploadedFile) -> str:
    """The media type by content, or an empty string for what we do not take (programs, pages, archives)."""
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head[4:8] == b"ftyp" and head[8:12] in VIDEO_BRANDS:
        return "video/mp4"
    if head.startswith(b"PK\x03\x04") and _is_plain_document(file):
        return DOCX
    return ""


def _is_plain_document(file: UploadedFile) -> bool:
    """A Word document without macros."""
    try:
        names = zipfile.ZipFile(cast(BinaryIO, file.file)).namelist()
    except (zipfile.BadZipFile, OSError):
        return False
    finally:
        file.seek(0)
    return "word/document.xml" in names and not any(name.endswith("vbaProject.bin") for name in names)


def tidy_name(name: str) -> str:
    """A file's name without folders, control signs and direction marks, at most 120 signs."""
    last = re.split(r"[\\/]", name)[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(" .")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:100]}{dot}{ending[:12]}" if dot and stem else plain[:112] or "file"
