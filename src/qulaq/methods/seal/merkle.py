"""The Merkle tree of RFC 6962 (§2.1) and RFC 9162 (§2.1): a log that can prove what it holds and that it only
grew.

A leaf is SHA-256(0x00 ‖ entry), a node SHA-256(0x01 ‖ left ‖ right); the left subtree of n > 1 leaves holds
the largest power of two below n. Hashes are 32 bytes; indices count from 0; a "path" lists hashes from the
leaf upwards. An empty tree's root is SHA-256 of nothing.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

from qulaq.kernel.errors import BadInput

EMPTY_ROOT = sha256(b"").digest()
TILE_LEVELS = 8
"""Storage keeps the roots of every eighth level: one row for 256 leaves, and proofs stay cheap."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry as a leaf (RFC 6962 §2.1)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node (RFC 6962 §2.1)."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The roots of the perfect subtrees on the tree's right edge: all that appending needs, O(log n) hashes.

    `peaks[i]` belongs to the i-th set bit of `size`, from the highest.
    """

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        if size < 0 or len(peaks) != size.bit_count() or any(len(peak) != 32 for peak in peaks):
            raise BadInput(f"a tree of {size} leaves has {max(size, 0).bit_count()} peaks of 32 bytes")
        self.size = size
        self.peaks = list(peaks)

    def append(self, leaf: bytes, kept: dict[tuple[int, int], bytes] | None = None) -> None:
        """Add one leaf hash: amortised one node hash, at most log2(n).

        With `kept`, the root of every tile that this leaf completes is put there under (level, index).
        """
        size, peaks, level = self.size, self.peaks, 0
        while size & 1:
            leaf = sha256(b"\x01" + peaks.pop() + leaf).digest()
            size >>= 1
            level += 1
            if kept is not None and level % TILE_LEVELS == 0:
                kept[level, size] = leaf
        peaks.append(leaf)
        self.size += 1

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add many leaf hashes in order."""
        for leaf in leaves:
            self.append(leaf)

    def root(self) -> bytes:
        """The root of the whole tree."""
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root


class Proofs(ABC):
    """Roots and proofs of any size, from any source of perfect subtrees' roots, by O(log² n) look-ups."""

    @property
    @abstractmethod
    def size(self) -> int:
        """How many leaves there are."""

    @abstractmethod
    def node(self, level: int, index: int) -> bytes:
        """The root over leaves [index·2^level, (index+1)·2^level), all of which exist."""

    def root(self, size: int | None = None) -> bytes:
        """The root of the first `size` leaves (all by default)."""
        size = self._checked(self.size if size is None else size)
        return self._range(0, size) if size else EMPTY_ROOT

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """The audit path of leaf `index` in the tree of `size` leaves (RFC 6962 §2.1.1)."""
        size = self._checked(self.size if size is None else size)
        if not 0 <= index < size:
            raise BadInput(f"leaf {index} is not in a tree of {size} leaves", field="index")
        path: list[bytes] = []
        start, end = 0, size
        while end - start > 1:
            split = start + _left(end - start)
            if index < split:
                path.append(self._range(split, end))
                end = split
            else:
                path.append(self._range(start, split))
                start = split
        return path[::-1]

    def consistency(self, old: int, new: int | None = None) -> list[bytes]:
        """Proof that the tree of `new` leaves begins with that of `old` (RFC 6962 §2.1.2)."""
        new = self._checked(self.size if new is None else new)
        if not 0 < old <= new:
            raise BadInput(f"a tree of {new} leaves has no earlier size {old}", field="old")
        path: list[bytes] = []
        start, end, whole = 0, new, True
        while end != old:
            split = start + _left(end - start)
            if old <= split:
                path.append(self._range(split, end))
                end = split
            else:
                path.append(self._range(start, split))
                start, whole = split, False
        if not whole:
            path.append(self._range(start, end))
        return path[::-1]

    def _checked(self, size: int) -> int:
        if not 0 <= size <= self.size:
            raise BadInput(f"the tree has {self.size} leaves, not {size}", field="size")
        return size

    def _range(self, start: int, end: int) -> bytes:
        """The root over leaves [start, end), where start is a multiple of the widest subtree in it."""
        width = end - start
        if width & (width - 1) == 0:
            level = width.bit_length() - 1
            return self.node(level, start >> level)
        split = start + _left(width)
        return node_hash(self._range(start, split), self._range(split, end))


class Tree(Proofs):
    """A tree over leaf hashes kept in memory: n - 1 hashes once, then look-ups. 64 bytes a leaf."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.levels: list[list[bytes]] = [list(leaves)]
        self._grow()

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add leaf hashes; subtrees that are already perfect are not hashed again."""
        self.levels[0].extend(leaves)
        self._grow()

    @property
    def size(self) -> int:
        return len(self.levels[0])

    def node(self, level: int, index: int) -> bytes:
        return self.levels[level][index]

    def _grow(self) -> None:
        level = 0
        while len(self.levels[level]) > 1:
            below = self.levels[level]
            if level + 1 == len(self.levels):
                self.levels.append([])
            above = self.levels[level + 1]
            above.extend(
                sha256(b"\x01" + below[i] + below[i + 1]).digest()
                for i in range(2 * len(above), len(below) - 1, 2)
            )
            level += 1


class TiledTree(Proofs):
    """A tree read from storage by tiles of 256: a proof among 16 million leaves reads at most six tiles.

    `load(level, start, count)` gives `count` stored hashes of that level from index `start`: leaf hashes for
    level 0, and for levels 8, 16, … the roots that `Frontier.append` put into `kept`.
    """

    def __init__(self, size: int, load: Callable[[int, int, int], Sequence[bytes]]) -> None:
        self._size = size
        self._load = load
        self._tiles: dict[tuple[int, int], Tree] = {}

    @property
    def size(self) -> int:
        return self._size

    def node(self, level: int, index: int) -> bytes:
        above = level % TILE_LEVELS
        base = level - above
        tile = (index << above) >> TILE_LEVELS
        if (base, tile) not in self._tiles:
            start = tile << TILE_LEVELS
            count = min(1 << TILE_LEVELS, (self._size >> base) - start)
            hashes = self._load(base, start, count)
            if len(hashes) != count:
                raise BadInput(f"storage has {len(hashes)} of {count} hashes of level {base} from {start}")
            self._tiles[base, tile] = Tree(hashes)
        return self._tiles[base, tile].node(above, index - (tile << (TILE_LEVELS - above)))


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes, in one pass and O(log n) memory."""
    frontier = Frontier()
    frontier.extend(leaves)
    return frontier.root()


def verify_inclusion(*, leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether `leaf` stands at `index` in the tree of `size` leaves with this root (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last, value = index, size - 1, leaf
    for hash_ in path:
        if last == 0:
            return False
        if node & 1 or node == last:
            value = node_hash(hash_, value)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            value = node_hash(value, hash_)
        node, last = node >> 1, last >> 1
    return last == 0 and value == root


def verify_consistency(
    *, old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]
) -> bool:
    """Whether the tree of `new` leaves begins with the tree of `old` leaves (RFC 9162 §2.1.4.2)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not path and old_root == new_root
    hashes = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not hashes:
        return False
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    older = newer = hashes[0]
    for hash_ in hashes[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            older, newer = node_hash(hash_, older), node_hash(hash_, newer)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            newer = node_hash(newer, hash_)
        node, last = node >> 1, last >> 1
    return last == 0 and older == old_root and newer == new_root


def _left(width: int) -> int:
    """The largest power of two below `width` (width > 1)."""
    return 1 << (width - 1).bit_length() - 1
