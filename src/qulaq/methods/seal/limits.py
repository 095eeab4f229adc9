"""How much a hostile file may make us do: every bound in one place, so that time and memory stay bounded.

The bounds are far above what a real signature needs (the National CA's files have one to three certificates of 1.3 KB)
and far below what would make a verifier slow: at 0.5 MB/s of Streebog in plain Python, the longest content takes about
one second.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes and counts beyond which a file is refused as malformed, before anything is hashed."""

    container: int = 1 << 20
    content: int = 512 << 10
    certificates: int = 128
    signers: int = 64
    attributes: int = 32
    revocation_list: int = 64 << 20
    signature_checks: int = 48
    """Signature checks spent on building one certificate path."""
    path: int = 6
    """Certificates in a path, leaf and anchor included."""
    rsa_bits: tuple[int, int] = (2048, 8192)


DEFAULT_LIMITS = Limits()
STATEMENT = 64 << 10
"""The longest statement that we ask people to sign (`qulaq.methods.seal.statement`)."""
