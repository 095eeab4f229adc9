"""The compiler door: numba where it is installed, plain Python where it is not.

Kernels are written once in the subset of Python that both understand. Hot ones have a second, independent
implementation in `plain.py`; a property test holds both to the same integers.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

import numpy as np

F = TypeVar("F", bound=Callable[..., object])

#: Set QULAQ_PLAIN=1 to run without the compiler (slow; for machines where numba cannot be installed).
COMPILED = os.environ.get("QULAQ_PLAIN", "") not in {"1", "true", "yes"}

if COMPILED:
    try:
        from numba import njit
    except ImportError:  # pragma: no cover - numba is a dependency; its absence is still survivable
        COMPILED = False


def compiled(function: F) -> F:
    """Compile `function` once and keep the machine code beside the source (numba's disk cache)."""
    if not COMPILED:

        @wraps(function)
        def plainly(*arguments: object) -> object:
            with np.errstate(over="ignore"):  # hashes are meant to wrap around
                return function(*arguments)

        return cast(F, plainly)
    return cast(F, njit(cache=True, nogil=True, boundscheck=False)(function))
