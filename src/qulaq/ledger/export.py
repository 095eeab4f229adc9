"""Writing the log of this database as a file (its form: `transcript.py`)."""

from __future__ import annotations

import json
from typing import IO, Any

from qulaq.ledger.keys import signing_seed
from qulaq.ledger.models import Head
from qulaq.ledger.sequencer import the_log
from qulaq.ledger.transcript import KIND, line
from qulaq.ledger.verify import placed
from qulaq.methods.seal.heads import key_id, public_key


def export_log(out: IO[str]) -> dict[str, Any]:
    """Write all entries under the newest signed head, and all heads; what was written."""
    heads = list(Head.objects.order_by("size"))
    size = heads[-1].size if heads else 0
    public = public_key(signing_seed())
    log = str(the_log().log)
    header = {
        "kind": KIND,
        "key": key_id(public),
        "log": log,
        "public_key": public.hex(),
        "size": size,
        "v": 1,
    }
    out.write(line(header))
    for row in placed(size):
        out.write(line({"kind": "entry", "index": row.index, "entry": row.entry, "body": row.body}))
    for head in heads:
        out.write(line(json.loads(head.document)))
    return {"log": log, "entries": size, "heads": len(heads)}
