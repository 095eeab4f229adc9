"""Numbers from public randomness, the same for everyone who holds it.

Each number is HMAC-SHA256(key = the event's randomness, message = manifest hash | purpose | counter), reduced by
rejection sampling and never by a bare modulo, so that every index is exactly equally likely.
Precedent: RFC 3797, publicly verifiable selection of a nominating committee.
"""

from __future__ import annotations

import hashlib
import hmac

WHOLE = 1 << 256


class Stream:
    """One purpose's numbers: `below(n)` gives 0 … n-1, each equally likely."""

    def __init__(self, key: bytes, manifest: str, purpose: str) -> None:
        self._key, self._manifest, self._purpose = key, manifest, purpose
        self._counter = 0

    def below(self, number: int) -> int:
        """An index in 0 … number-1. Errors: `ValueError` where there is nothing to choose from."""
        if number < 1:
            raise ValueError("there is nothing to choose from")
        fair = WHOLE - WHOLE % number
        while True:
            message = f"{self._manifest}|{self._purpose}|{self._counter}".encode()
            self._counter += 1
            value = int.from_bytes(hmac.new(self._key, message, hashlib.sha256).digest(), "big")
            if value < fair:
                return value % number

    def shuffled(self, codes: list[str]) -> list[str]:
        """A uniformly random order of `codes` (Fisher and Yates), from their sorted order."""
        order = sorted(codes)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order


def stream_key(dice: str | None, drand_signature: str | None) -> bytes:
    """The key from what was thrown and what was signed: SHA-256 over both, each under its name."""
    parts = [f"dice={dice}"] if dice else []
    if drand_signature:
        randomness = hashlib.sha256(bytes.fromhex(drand_signature)).hexdigest()
        parts.append(f"drand={randomness}")
    if not parts:
        raise ValueError("a draw needs randomness")
    return hashlib.sha256("\n".join(parts).encode()).digest()
