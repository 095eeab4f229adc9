"""The citizen's receipt of an entry: a signed promise at once, with the proof as soon as a head covers the
entry.
"""

from __future__ import annotations

import json
from typing import Any

from qulaq.ledger.keys import signing_seed
from qulaq.ledger.models import Entry, Head, Leaf, Salt
from qulaq.ledger.sequencer import the_log
from qulaq.ledger.tree import stored_tree
from qulaq.methods.seal.receipts import promise, with_inclusion


def receipt_for(entry: Entry, *, openings: bool = False) -> dict[str, Any]:
    """The receipt as it can be given now (JSON-able; `methods.seal.receipts.check` judges it).

    `openings` adds the salts of the entry's commitments, for the author alone: with them the author can prove
    which words were received.
    """
    receipt = promise(
        log=str(the_log().log), entry=entry.pk, body=entry.body, at=entry.at, seed=signing_seed()
    )
    if openings:
        receipt["openings"] = dict(Salt.objects.filter(entry=entry).values_list("field", "salt"))
    index = Leaf.objects.values_list("index", flat=True).get(entry=entry)
    head = Head.objects.order_by("-size").first()
    if index is None or head is None or head.size <= index:
        return receipt
    path = stored_tree(head.size).inclusion(index)
    return with_inclusion(receipt, index=index, path=path, head=json.loads(head.document))
