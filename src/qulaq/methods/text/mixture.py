"""Two experts for the category: one learnt from all messages, one from whole formal letters, mixed by how formal a
message reads. Source: Jacobs, Jordan, Nowlan & Hinton 1991 (adaptive mixtures of local experts).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

Margins = npt.NDArray[np.float32]

#: The margin of «formal» at which the second expert is let in by half, and how abruptly; chosen on ten folds of
#: KZgovData and five of our own messages, 4 in 100 of which it then touches.
HALF: Final = np.float32(-0.4)
STEEP: Final = np.float32(16.0)
#: How much the second expert's word weighs where it is let in wholly.
WEIGHT: Final = np.float32(3.0)
#: The margin of a category that formal letters never had: the bias of an empty class in one-against-the-rest training.
ABSENT: Final = np.float32(-1.0)


def mixed(general: Margins, formal: Margins, is_formal: Margins, places: Sequence[int]) -> Margins:
    """Margins (messages, categories): `general` plus the share of `formal` (messages, len(places)) that each message
    is due; `places` are the columns of its categories, `is_formal` (messages,) the margins of the gate."""
    share = 1 / (1 + np.exp(-STEEP * np.clip(is_formal - HALF, -4, 4)))
    added = np.full(general.shape, ABSENT, np.float32)
    added[:, list(places)] = formal
    return np.asarray(general + WEIGHT * share[:, None] * added, np.float32)
