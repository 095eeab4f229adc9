"""`qulaq seal` answers JSON with the contract's names and exit codes, and refuses a giant without reading it."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from methods.seal.pki import AT, ISSUER, ROOT, Signing, cms
from methods.seal.pki_services import crl, ocsp
from methods.seal.seal_cases import AIGUL, CONTENT, IIN
from qulaq.cli.door import main

FILES = Path(__file__).parent / "data"
MOMENT = AT.isoformat()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in {
        "trust/root.cer": ROOT.der, "helping/issuer.cer": ISSUER.der, "lists/issuer.crl": crl(),
        "answers/aigul.ocsp": ocsp(AIGUL), "vote.cms": cms(CONTENT, Signing(AIGUL)), "vote.json": CONTENT,
        "detached.cms": cms(CONTENT, Signing(AIGUL), attached=False),
    }.items():  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return tmp_path


def seal(capsys: pytest.CaptureFixture[str], *argv: object) -> tuple[int, dict[str, Any], str]:
    code = main(["seal", *map(str, argv)])
    said = capsys.readouterr()
    return code, json.loads(said.out) if said.out else {}, said.err


def options(folder: Path) -> list[object]:
    given = {"trust": "trust", "intermediate": "helping", "crl": "lists", "ocsp": "answers"}
    folders = [part for option, name in given.items() for part in (f"--{option}", folder / name)]
    return ["--at", MOMENT, *folders]


def test_a_good_signature_is_ok_and_exits_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--content", folder / "vote.json", "--iin", IIN, "--role", "individual", "--min-age", 18]
    for name in ("vote.cms", "detached.cms"):
        code, said, _ = seal(capsys, "verify", folder / name, *options(folder), *asked)
        assert (code, said["result"]) == (0, "ok")
        (signer,) = said["signers"]
        keys = {"verdict", "iin", "bin", "name", "role", "algorithm", "not_before", "not_after", "serial"}
        assert keys <= signer.keys()
        assert (signer["iin"], signer["role"], signer["not_after"]) == (
            IIN,
            "individual",
            "2027-08-14T10:00:00Z",
        )


def test_every_other_verdict_exits_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "broken.cms").write_bytes(b"\x30\x05abc")
    cases: dict[str, list[object]] = {
        "malformed": ["verify", folder / "broken.cms", *options(folder)],
        "content-mismatch": ["verify", folder / "detached.cms", *options(folder)],
        "signer-mismatch": ["verify", folder / "vote.cms", *options(folder), "--iin", "850505300025"],
        "untrusted-chain": ["verify", folder / "vote.cms", "--at", MOMENT, "--trust", folder / "lists"],
    }
    for result, argv in cases.items():
        code, said, _ = seal(capsys, *argv)
        assert (code, said["result"]) == (1, result)


def test_pem_and_base64_are_read_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import base64

    plain = base64.encodebytes((folder / "vote.cms").read_bytes())
    (folder / "plain.txt").write_bytes(plain)
    (folder / "vote.pem").write_bytes(b"-----BEGIN CMS-----\n" + plain + b"-----END CMS-----\n")
    bundle = b"".join(
        b"-----BEGIN CERTIFICATE-----\r\n" + base64.encodebytes(made.der) + b"-----END CERTIFICATE-----\r\n"
        for made in (ROOT, ISSUER)
    )
    (folder / "bundle.pem").write_bytes(bundle)
    for name in ("plain.txt", "vote.pem"):
        code, said, _ = seal(
            capsys,
            "verify",
            folder / name,
            "--at",
            MOMENT,
            "--trust",
            folder / "bundle.pem",
            "--crl",
            folder / "lists",
        )
        assert (code, said["result"]) == (0, "ok")


def test_evidence_is_written_and_checked_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = folder / "evidence.json"
    vote, content = folder / "vote.cms", folder / "vote.json"
    seal(capsys, "verify", vote, "--content", content, *options(folder), "--evidence", kept)
    code, said, _ = seal(capsys, "recheck", kept, vote, "--content", content)
    assert (code, said["same"]) == (0, True)
    evidence = json.loads(kept.read_text("utf-8"))
    assert evidence["verifier"] == "qulaq.methods.seal/1"
    assert [asked["says"] for asked in evidence["signers"][0]["revocation"]] == ["good", "good"]
    evidence["signers"][0]["verdict"]["iin"] = "850505300025"
    kept.write_text(json.dumps(evidence), "utf-8")
    code, said, _ = seal(capsys, "recheck", kept, vote, "--content", content)
    assert (code, said["same"]) == (1, False)
    code, _, err = seal(capsys, "recheck", kept, vote, "--content", vote)
    assert code == 2
    assert "another content" in err


def test_anchors_are_listed_with_who_signed_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["seal", "anchors", str(FILES / "production")]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(lines) == 4
    assert all(len(line["signed_by"]) == 1 and line["is_ca"] for line in lines)
    assert main(["seal", "anchors", str(FILES / "kalkan")]) == 1


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["--at", MOMENT, "--trust", "nowhere"], "nowhere"),
        (["--at", "yesterday", "--trust", "."], "--at"),
        (["--at", MOMENT, "--trust", ".", "--iin", "12"], "12 digits"),
        (["--at", MOMENT, "--trust", ".", "--role", "tsar"], "role"),
        (["--at", MOMENT, "--trust", ".", "--min-age", "x"], "--min-age"),
        (["--at", MOMENT, "--trust", ".", "--arithmetic", "abacus"], "abacus"),
        (["--trust", "."], "--at"),
    ],
)
def test_bad_options_exit_2_with_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], argv: list[str], says: str
) -> None:
    given = [str(folder) if each == "." else each for each in argv]
    code, out, err = seal(capsys, "verify", folder / "vote.cms", *given)
    assert (code, out) == (2, {})
    assert says in err.splitlines()[-1]


def test_a_file_that_is_not_there_exits_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = seal(capsys, "verify", folder / "no.cms", *options(folder))
    assert code == 2
    assert "no.cms" in err


GIANT = """
import resource, sys
from qulaq.cli.door import main
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
code = main(sys.argv[1:])
print(code, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, file=sys.stderr)
"""


def test_a_giant_is_refused_unread(folder: Path) -> None:
    giant = folder / "giant.cms"
    with giant.open("wb") as file:
        file.write(b"\x30\x84\x0b\xeb\xc2\x00")
        file.truncate(200_000_000)
    began = time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(
        [sys.executable, "-c", GIANT, "seal", "verify", str(giant), *map(str, options(folder))],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    spent = time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - began
    assert json.loads(done.stdout)["result"] == "malformed"
    code, growth = map(int, done.stderr.split()[-2:])
    assert code == 1
    assert growth < 50 * 1024  # kilobytes
    assert spent < 2
