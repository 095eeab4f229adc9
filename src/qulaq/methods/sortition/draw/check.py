"""The auditor's side: is every file what was frozen, is the randomness real, does the draw replay?"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from qulaq.methods.sortition.draw.bls import round_is_signed
from qulaq.methods.sortition.draw.record import (
    COMMITMENT,
    FORMAT,
    LOTTERY,
    MANIFEST,
    RANDOMNESS,
    TRANSCRIPT,
    WITHDRAWALS,
    Broken,
    Frozen,
    as_bytes,
    commitment_text,
    read_bytes,
    read_object,
    sha256,
)
from qulaq.methods.sortition.draw.replay import replay

CLOSE = 1e-6


def verify(folder: Path, *, published: str | None = None) -> dict[str, Any]:
    """`{"ok", "problems": [{"file", "what"}], "panel", …}`; `published`: the hash that was made public beforehand."""
    problems: list[dict[str, str]] = []
    manifest_hash, transcript = "", {}
    try:
        manifest_hash = _commitment(folder, published)
        manifest = read_object(folder, MANIFEST)
        for name, digest in sorted(manifest["files"].items()):
            _attempt(problems, partial(_same, folder, name, digest))
        if not problems:
            frozen = Frozen(folder, manifest)
            _attempt(problems, partial(_panels, frozen, int(manifest["size"])))
            if (folder / TRANSCRIPT).exists() or (folder / RANDOMNESS).exists():
                transcript = _draw(folder, manifest, manifest_hash)
    except Broken as error:
        problems.append({"file": error.file, "what": error.what})
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        problems.append({"file": MANIFEST, "what": f"does not describe a draw: {error!r}"})
    return {
        "ok": not problems,
        "problems": problems,
        "drawn": bool(transcript) and not problems,
        "manifest_sha256": manifest_hash,
        "panel": transcript.get("panel", []) if not problems else [],
        "alternates": transcript.get("alternates", []) if not problems else [],
    }


def _attempt(problems: list[dict[str, str]], check: Callable[[], None]) -> None:
    try:
        check()
    except Broken as error:
        problems.append({"file": error.file, "what": error.what})


def _commitment(folder: Path, published: str | None) -> str:
    """The hash of the manifest, after finding out which of manifest and commitment was changed if they differ."""
    manifest_hash = sha256(read_bytes(folder, MANIFEST))
    if read_bytes(folder, COMMITMENT) != commitment_text(manifest_hash):
        words = read_bytes(folder, COMMITMENT).decode("utf-8", errors="replace").split()
        claimed = words[1] if len(words) > 1 else ""
        whole = read_bytes(folder, COMMITMENT) == commitment_text(claimed)
        raise Broken(MANIFEST if whole else COMMITMENT, "was changed after the commitment")
    if published and published.strip().lower() != manifest_hash:
        raise Broken(MANIFEST, f"is not the one published as {published}")
    if read_object(folder, MANIFEST).get("format") != FORMAT:
        raise Broken(MANIFEST, f"is not of the format {FORMAT}")
    return manifest_hash


def _same(folder: Path, name: str, digest: str) -> None:
    if sha256(read_bytes(folder, name)) != digest:
        raise Broken(name, "was changed after the commitment")


def _panels(frozen: Frozen, size: int) -> None:
    """Every panel keeps size, quotas and households; the published chances are those of the panels."""
    for number, panel in enumerate(frozen.panels):
        if len(panel) != size or len(set(panel)) != size or not set(panel) <= set(frozen.values):
            raise Broken(LOTTERY, f"panel {number} is not {size} different people of the pool")
        if frozen.breach(panel) or frozen.shares_a_home(panel):
            raise Broken(LOTTERY, f"panel {number} breaks a quota or takes two people of one household")
    if not all(0 <= index < len(frozen.panels) for index in frozen.balls) or not frozen.balls:
        raise Broken(LOTTERY, "a ball names a panel that does not exist")
    chances = dict.fromkeys(frozen.values, 0.0)
    for panel, probability in zip(frozen.panels, frozen.probabilities, strict=True):
        for code in panel:
            chances[code] += probability
    if abs(sum(frozen.probabilities) - 1) > CLOSE:
        raise Broken(LOTTERY, "the probabilities do not sum to 1")
    if set(chances) != set(frozen.chances) or any(
        abs(chances[c] - frozen.chances[c]) > CLOSE for c in chances
    ):
        raise Broken(LOTTERY, "the published chances are not those of the panels")


def _draw(folder: Path, manifest: Mapping[str, Any], manifest_hash: str) -> dict[str, Any]:
    """The transcript, once it is whole, its inputs are the ones it names, and the replay says the same."""
    raw = read_bytes(folder, TRANSCRIPT)
    transcript = read_object(folder, TRANSCRIPT)
    own = transcript.pop("self", None)
    if own != sha256(as_bytes(transcript)) or raw != as_bytes({**transcript, "self": own}):
        raise Broken(TRANSCRIPT, "was changed after the draw")
    if transcript["manifest_sha256"] != manifest_hash:
        raise Broken(TRANSCRIPT, "belongs to another manifest")
    _same(folder, RANDOMNESS, transcript["randomness_sha256"])
    if (folder / WITHDRAWALS).exists():
        _same(folder, WITHDRAWALS, transcript["withdrawals_sha256"])
    elif transcript["withdrawals_sha256"] != sha256(b""):
        raise Broken(WITHDRAWALS, "is missing")
    check_randomness(read_object(folder, RANDOMNESS), manifest["randomness"])
    if replay(folder, manifest, manifest_hash) != transcript:
        raise Broken(TRANSCRIPT, "is not what the frozen files and the randomness give")
    return transcript


def check_randomness(randomness: Mapping[str, Any], named: Mapping[str, Any]) -> None:
    """The dice were thrown as often as named and the drand round is the one named, signed by the network."""
    dice, drand = randomness.get("dice"), randomness.get("drand")
    if bool(dice) != bool(named.get("dice")) or bool(drand) != bool(named.get("drand")):
        raise Broken(RANDOMNESS, f"is not the randomness that the manifest named: {_named(named)}")
    if dice:
        sides, throws = int(named["dice"]["sides"]), int(named["dice"]["throws"])
        faces = "0123456789" if sides == 10 else "".join(str(face) for face in range(1, sides + 1))
        if len(dice) != throws or not set(dice) <= set(faces):
            raise Broken(RANDOMNESS, f"the dice must be {throws} throws, each one of {faces}")
    if drand:
        if drand.get("round") != named["drand"]["round"]:
            raise Broken(RANDOMNESS, "is another drand round than the one named")
        key, signature = bytes.fromhex(named["drand"]["key"]), bytes.fromhex(drand["signature"])
        if not round_is_signed(key=key, round_number=int(drand["round"]), signature=signature):
            raise Broken(RANDOMNESS, "the drand signature is not the network's")


def _named(named: Mapping[str, Any]) -> str:
    parts = []
    if dice := named.get("dice"):
        parts.append(f"{dice['throws']} throws of a die with {dice['sides']} sides")
    if drand := named.get("drand"):
        parts.append(f"the signature of drand round {drand['round']}")
    return " and ".join(parts)


def main(arguments: list[str]) -> int:
    """`python3 -I verifier.py FOLDER [PUBLISHED_HASH]`."""
    if len(arguments) not in (1, 2):
        sys.stderr.write("usage: python3 -I verifier.py FOLDER [PUBLISHED_HASH]\n")
        return 2
    result = verify(Path(arguments[0]), published=arguments[1] if len(arguments) == 2 else None)
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    return 0 if result["ok"] else 1
