"""The office's side of a draw: freeze the files, publish the hash, enter the randomness, log withdrawals.

The order is what makes it fair: the commitment is public before the named randomness exists.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log2
from pathlib import Path
from typing import Any

from qulaq.kernel.errors import BadInput
from qulaq.methods.sortition.draw.check import check_randomness
from qulaq.methods.sortition.draw.record import (
    COMMITMENT,
    FEATURES,
    FORMAT,
    LOTTERY,
    MANIFEST,
    PEOPLE,
    RANDOMNESS,
    TRANSCRIPT,
    WITHDRAWALS,
    WRITTEN_BY_THE_DRAW,
    Broken,
    as_bytes,
    commitment_text,
    read_bytes,
    read_object,
    sha256,
)
from qulaq.methods.sortition.draw.replay import replay

ENOUGH_BITS = 64
QUICKNET = {
    "chain": "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
    "key": "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
    "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
    "scheme": "bls-unchained-g1-rfc9380",
    "genesis": 1692803367,
    "period": 3,
}


@dataclass(frozen=True, slots=True)
class Dice:
    """`throws` throws of a die with `sides` sides (10: the digits 0-9, as balls; else 1 … sides)."""

    sides: int = 10
    throws: int = 20

    def __post_init__(self) -> None:
        if not 2 <= self.sides <= 10 or self.throws < 1:
            raise BadInput("dice have 2 to 10 sides and are thrown at least once", field="dice")

    @property
    def bits(self) -> float:
        return self.throws * log2(self.sides)


def round_at(moment: datetime) -> int:
    """The first quicknet round signed at or after `moment` (aware)."""
    elapsed = moment.timestamp() - QUICKNET["genesis"]  # type: ignore[operator]
    return max(1, -int(-elapsed // int(str(QUICKNET["period"]))) + 1)


def person_code(salt: bytes, number: str) -> str:
    """The code a person is published under: HMAC-SHA256 of the IIN under the person's own salt, 80 bits.

    With a salt of each person's own, nobody can try all twelve-digit numbers against the published table.
    """
    if len(salt) < 16:
        raise BadInput("a salt has at least 16 bytes", field="salt")
    return hmac.new(salt, number.encode(), hashlib.sha256).hexdigest()[:20]


def commit(
    folder: Path,
    *,
    size: int,
    at: datetime,
    title: str = "",
    household: str | None = None,
    alternates: int = 0,
    dice: Dice | None = None,
    drand_round: int | None = None,
) -> str:
    """Freeze every file of `folder` in a manifest and write the commitment; returns the hash to publish.

    Errors: `BadInput` where a needed file is missing, no randomness is named, or the named round is already past.
    """
    for name in (FEATURES, PEOPLE, LOTTERY):
        if not (folder / name).is_file():
            raise BadInput("the folder needs this file", file=str(folder / name))
    if (folder / TRANSCRIPT).exists() or (folder / RANDOMNESS).exists():
        raise BadInput("the draw was already held; commit a new folder", file=str(folder))
    randomness: dict[str, Any] = {}
    if dice:
        randomness["dice"] = {"sides": dice.sides, "throws": dice.throws}
    if drand_round is not None:
        if drand_round < round_at(at):
            raise BadInput("this round is already public; name a later one", field="round")
        randomness["drand"] = {**QUICKNET, "round": drand_round}
    if not randomness:
        raise BadInput("name the randomness: dice, a drand round, or both", field="randomness")
    names = sorted(
        path.name for path in folder.iterdir() if path.is_file() and path.name not in WRITTEN_BY_THE_DRAW
    )
    manifest = {
        "format": FORMAT,
        "title": title,
        "committed_at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "size": size,
        "household": household,
        "alternates": alternates,
        "randomness": randomness,
        "files": {name: sha256(read_bytes(folder, name)) for name in names},
    }
    data = as_bytes(manifest)
    (folder / MANIFEST).write_bytes(data)
    (folder / COMMITMENT).write_bytes(commitment_text(sha256(data)))
    return sha256(data)


def draw(folder: Path, *, dice: str | None = None, drand_signature: str | None = None) -> dict[str, Any]:
    """Hold the draw with the event's randomness; writes randomness and transcript, returns the transcript.

    A second call needs the same randomness, so a draw cannot be repeated until it pleases.
    """
    try:
        manifest = read_object(folder, MANIFEST)
        named = manifest["randomness"]
        randomness: dict[str, Any] = {}
        if dice:
            randomness["dice"] = "".join(dice.split())
        if drand_signature:
            randomness["drand"] = {
                "round": named.get("drand", {}).get("round"),
                "signature": drand_signature.lower(),
            }
        check_randomness(randomness, named)
        if (folder / RANDOMNESS).exists() and read_bytes(folder, RANDOMNESS) != as_bytes(randomness):
            raise BadInput("the draw was already held with other randomness", file=RANDOMNESS)
        (folder / RANDOMNESS).write_bytes(as_bytes(randomness))
        return _write(folder, manifest)
    except Broken as error:
        raise BadInput(error.what, file=error.file) from error
    except ValueError as error:
        raise error if isinstance(error, BadInput) else BadInput(str(error), file=RANDOMNESS) from error


def withdraw(folder: Path, *, person: str, at: datetime, reason: str) -> dict[str, Any]:
    """Log that `person` cannot serve and draw who follows, from the same stream; returns the new transcript."""
    if not reason.strip():
        raise BadInput("a withdrawal needs a reason", field="reason")
    path = folder / WITHDRAWALS
    before = path.read_bytes() if path.exists() else None
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([person, at.isoformat(timespec="minutes"), reason])
    path.write_bytes((before or b"person,at,reason\n") + line.getvalue().encode("utf-8"))
    try:
        return _write(folder, read_object(folder, MANIFEST))
    except Broken as error:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
        raise BadInput(error.what, file=error.file) from error


def _write(folder: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    transcript = replay(folder, manifest, sha256(read_bytes(folder, MANIFEST)))
    transcript["self"] = sha256(as_bytes(transcript))
    (folder / TRANSCRIPT).write_bytes(as_bytes(transcript))
    return transcript
