"""The two strongest axes of a symmetric matrix, found the same way on every machine load.

Lanczos with full re-orthogonalisation (Golub and Van Loan, Matrix Computations, 10.3) from a fixed start.
Products go through numpy's own loops, not through threaded BLAS, whose last bits change with the number of
threads.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from scipy.linalg import eigh_tridiagonal

from qulaq.methods.opinion.votes import Floats

START_SEED: Final = 20_261_122
MOST_STEPS: Final = 400


def leading_axes(
    product: Callable[[Floats], Floats], size: int, *, count: int = 2, tolerance: float = 1e-13
) -> tuple[Floats, Floats]:
    """The `count` largest eigenvalues (descending) and unit eigenvectors (count x size) of a symmetric
    operator.

    `product(v)` multiplies the matrix by v (size). Stops when the residual of each wanted pair is below
    `tolerance` times the largest eigenvalue. Axes without any variation come back as zeros with eigenvalue 0.
    The sign of an axis is such that its largest entry in absolute value (the first of equals) is positive.
    """
    most = min(size, MOST_STEPS)
    basis = np.zeros((most, size))
    diagonal, beside = np.zeros(most), np.zeros(most)
    vector = np.random.default_rng(START_SEED).standard_normal(size)
    vector /= np.sqrt(np.sum(vector * vector))
    steps, values, mix = 0, np.zeros(0), np.zeros((0, 0))
    for step in range(most):
        basis[step] = vector
        ahead = product(vector)
        diagonal[step] = np.sum(ahead * vector)
        for _ in range(2):  # "twice is enough": once leaves what cancellation hid
            ahead = ahead - _across(basis[: step + 1], _along(basis[: step + 1], ahead))
        beside[step] = np.sqrt(np.sum(ahead * ahead))
        steps = step + 1
        exhausted = beside[step] <= 1e-14 * max(np.abs(diagonal[:steps]).max(), 1e-300)
        if steps % 8 == 0 or exhausted or steps == most:
            values, mix = eigh_tridiagonal(diagonal[:steps], beside[: steps - 1])
            wanted = slice(max(0, steps - count), steps)
            residuals = np.abs(beside[step] * mix[-1, wanted])
            if exhausted or (steps >= count and residuals.max() <= tolerance * max(values[-1], 1e-300)):
                break
        vector = ahead / beside[step]
    return _arranged(values, mix, basis[:steps], count, size)


def _along(basis: Floats, vector: Floats) -> Floats:
    return np.asarray(np.einsum("ij,j->i", basis, vector))


def _across(basis: Floats, weights: Floats) -> Floats:
    return np.asarray(np.einsum("ij,i->j", basis, weights))


def _arranged(values: Floats, mix: Floats, basis: Floats, count: int, size: int) -> tuple[Floats, Floats]:
    strengths, axes = np.zeros(count), np.zeros((count, size))
    largest = values[-1] if len(values) else 0.0
    for place in range(min(count, len(values))):
        strength = values[-1 - place]
        if strength <= 1e-12 * max(largest, 1e-300) or strength <= 1e-12:
            continue
        axis = _across(basis, mix[:, -1 - place])
        axis /= np.sqrt(np.sum(axis * axis))
        strengths[place], axes[place] = strength, axis * (1.0 if axis[np.argmax(np.abs(axis))] > 0 else -1.0)
    return strengths, axes


def dense_product(matrix: Floats) -> Callable[[Floats], Floats]:
    """Multiplication by a full symmetric matrix, without threads."""
    return lambda vector: _along(matrix, vector)
