"""The tree is that of RFC 6962: reference vectors, the RFC's own definitions, and another program agree."""

from __future__ import annotations

import time
from collections.abc import Sequence
from hashlib import sha256

import pymerkle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qulaq.kernel.errors import BadInput
from qulaq.methods.seal.merkle import (
    EMPTY_ROOT,
    Frontier,
    TiledTree,
    Tree,
    leaf_hash,
    node_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

ENTRIES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""Entries and roots of the certificate-transparency reference tests."""

sizes = st.integers(1, 300)


def leaves(count: int) -> list[bytes]:
    return [leaf_hash(number.to_bytes(4)) for number in range(count)]


def mth(part: Sequence[bytes]) -> bytes:
    """RFC 6962 §2.1, word for word."""
    if len(part) == 1:
        return part[0]
    k = 1
    while 2 * k < len(part):
        k *= 2
    return node_hash(mth(part[:k]), mth(part[k:]))


def subproof(m: int, part: Sequence[bytes], whole: bool) -> list[bytes]:
    """RFC 6962 §2.1.2, word for word."""
    if m == len(part):
        return [] if whole else [mth(part)]
    k = 1
    while 2 * k < len(part):
        k *= 2
    if m <= k:
        return [*subproof(m, part[:k], whole), mth(part[k:])]
    return [*subproof(m - k, part[k:], False), mth(part[:k])]


def test_the_reference_roots_come_out() -> None:
    hashes = [leaf_hash(entry) for entry in ENTRIES]
    assert [root_of(hashes[: size + 1]).hex() for size in range(8)] == ROOTS
    assert [Tree(hashes).root(size + 1).hex() for size in range(8)] == ROOTS


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert Frontier().root() == Tree().root() == EMPTY_ROOT == sha256(b"").digest()


@given(sizes, st.data())
def test_every_leaf_is_proven_and_no_other_hash_is(size: int, data: st.DataObject) -> None:
    hashes = leaves(size)
    tree = Tree(hashes)
    index = data.draw(st.integers(0, size - 1))
    path = tree.inclusion(index)
    root = mth(hashes)
    assert verify_inclusion(leaf=hashes[index], index=index, size=size, path=path, root=root)
    assert not verify_inclusion(leaf=leaf_hash(b"x"), index=index, size=size, path=path, root=root)
    other = data.draw(st.integers(-1, size + 1).filter(lambda number: number != index))
    assert not verify_inclusion(leaf=hashes[index], index=other, size=size, path=path, root=root)
    assert not verify_inclusion(leaf=hashes[index], index=index, size=size, path=[*path, root], root=root)
    if path:
        assert not verify_inclusion(leaf=hashes[index], index=index, size=size, path=path[:-1], root=root)


@given(sizes, st.data())
def test_a_grown_tree_is_proven_to_begin_with_the_old_one(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new))
    hashes = leaves(new)
    path = Tree(hashes).consistency(old)
    assert path == subproof(old, hashes, True)
    old_root, new_root = mth(hashes[:old]), mth(hashes)
    assert verify_consistency(old=old, new=new, old_root=old_root, new_root=new_root, path=path)
    assert not verify_consistency(old=old, new=new, old_root=EMPTY_ROOT, new_root=new_root, path=path)
    assert not verify_consistency(old=old, new=new, old_root=old_root, new_root=EMPTY_ROOT, path=path)
    assert not verify_consistency(
        old=old, new=new, old_root=old_root, new_root=new_root, path=[*path, old_root]
    )


@given(st.integers(2, 300), st.data())
def test_a_rewritten_past_cannot_be_proven(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new - 1))
    hashes = leaves(new)
    rewritten = list(hashes)
    rewritten[data.draw(st.integers(0, old - 1))] = leaf_hash(b"rewritten")
    path = Tree(rewritten).consistency(old)
    assert not verify_consistency(
        old=old, new=new, old_root=mth(hashes[:old]), new_root=mth(rewritten), path=path
    )


@given(sizes, st.integers(0, 300))
def test_a_frontier_saved_and_taken_up_again_gives_the_same_root(first: int, more: int) -> None:
    hashes = leaves(first + more)
    frontier = Frontier()
    frontier.extend(hashes[:first])
    taken_up = Frontier(frontier.size, frontier.peaks)
    taken_up.extend(hashes[first:])
    assert taken_up.root() == mth(hashes)
    assert len(taken_up.peaks) == taken_up.size.bit_count()


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 70_000), st.data())
def test_a_tree_read_by_tiles_proves_the_same_as_one_in_memory(size: int, data: st.DataObject) -> None:
    hashes = [number.to_bytes(32) for number in range(size)]
    tree, frontier = Tree(hashes), Frontier()
    kept: dict[tuple[int, int], bytes] = {}
    for leaf in hashes:
        frontier.append(leaf, kept)
    reads = []

    def load(level: int, start: int, count: int) -> list[bytes]:
        reads.append((level, start))
        if level == 0:
            return hashes[start : start + count]
        return [kept[level, index] for index in range(start, start + count)]

    index = data.draw(st.integers(0, size - 1))
    asked = data.draw(st.integers(index + 1, size))
    tiled = TiledTree(size, load)
    assert tiled.inclusion(index, asked) == tree.inclusion(index, asked)
    assert tiled.consistency(index + 1, asked) == tree.consistency(index + 1, asked)
    assert tiled.root(asked) == tree.root(asked)
    assert len(reads) <= 6


@settings(deadline=None)
@given(st.integers(1, 60), st.data())
def test_another_program_gives_the_same_roots_and_paths(size: int, data: st.DataObject) -> None:
    entries = [b"entry %d" % number for number in range(size)]
    theirs = pymerkle.InmemoryTree.init_from_entries(entries, algorithm="sha256")
    ours = Tree(leaf_hash(entry) for entry in entries)
    index = data.draw(st.integers(0, size - 1))
    assert ours.root() == theirs.get_root()
    base, *path = theirs.prove_inclusion(index + 1, size).path
    assert base == leaf_hash(entries[index])
    assert ours.inclusion(index) == path


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda tree: tree.inclusion(5), "leaf 5 is not in a tree of 5 leaves"),
        (lambda tree: tree.inclusion(-1), "leaf -1 is not in a tree"),
        (lambda tree: tree.root(6), "the tree has 5 leaves, not 6"),
        (lambda tree: tree.consistency(0), "has no earlier size 0"),
        (lambda tree: Frontier(3, [b"x" * 32]), "a tree of 3 leaves has 2 peaks"),
    ],
)
def test_a_question_outside_the_tree_is_bad_input(call: object, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        call(Tree(leaves(5)))  # type: ignore[operator]


def test_two_hundred_thousand_leaves_are_hashed_within_two_seconds() -> None:
    hashes = leaves(200_000)
    started = time.perf_counter()
    assert root_of(hashes) == Tree(hashes).root()
    assert time.perf_counter() - started < 2
