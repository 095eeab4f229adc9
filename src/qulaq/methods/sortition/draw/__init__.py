"""A draw that anyone can check: freeze, name future randomness, draw, publish, replay.

`bls`, `stream`, `record`, `replay` and `check` use the standard library only: `qulaq sortition verifier` prints them
as one script for auditors (`script`). `ceremony` is the side of the office that draws.
"""
