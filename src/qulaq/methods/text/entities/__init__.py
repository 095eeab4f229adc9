"""Entities in running Kazakh: KazNERD's classes, found by a linear chain over what is known of words and neighbours.

`words` says what is known of one word, `lists` holds the word lists and the gazetteer behind it, `templates` which of
it is looked at around each position, `tagger` reads a committed model and gives spans.
"""

from __future__ import annotations

from qulaq.methods.text.entities.tagger import Facts, Tagger

__all__ = ["Facts", "Tagger"]
