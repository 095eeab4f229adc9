"""The stored tree: proofs read from the tables, a few rows each."""

from __future__ import annotations

from qulaq.ledger.models import Leaf, Subtree
from qulaq.methods.seal.merkle import TiledTree


def stored_tree(size: int) -> TiledTree:
    """The tree of the first `size` sequenced leaves. Whether the tables are true, `verify` says."""
    return TiledTree(size, _load)


def _load(level: int, start: int, count: int) -> list[bytes]:
    end = start + count
    if level == 0:
        rows = Leaf.objects.filter(index__gte=start, index__lt=end).order_by("index")
        return [bytes.fromhex(text) for text in rows.values_list("hash", flat=True)]
    tiles = Subtree.objects.filter(level=level, index__gte=start, index__lt=end).order_by("index")
    return [bytes.fromhex(text) for text in tiles.values_list("hash", flat=True)]
