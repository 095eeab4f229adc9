"""The book of terms: rules.csv, one row a rule and edition. Sources and open questions: docs/law.md."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from qulaq.procedures.rulebook import RuleBook

BOOK: Final = RuleBook.load(
    Path(__file__).with_name("rules.csv"), first_edition_reaches_back=("complaint.file_no_info",)
)
"""complaint.file_no_info takes the edition in force when the complaint is filed, which is later than the act."""
