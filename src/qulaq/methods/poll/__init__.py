"""Statistics of a deliberative poll: what changed, by how much, for whom, and who came.

from qulaq.methods.poll import poll_report, read_sheet
poll_report(read_sheet(before), read_sheet(after))["items"][0]["net"]
"""

from qulaq.methods.poll.answers import Item, Sheet, matched, read_sheet, read_weights
from qulaq.methods.poll.change import Change, change_of, holm, mcnemar, polarisation
from qulaq.methods.poll.report import poll_report
from qulaq.methods.poll.representativeness import compare

__all__ = [
    "Change",
    "Item",
    "Sheet",
    "change_of",
    "compare",
    "holm",
    "matched",
    "mcnemar",
    "polarisation",
    "poll_report",
    "read_sheet",
    "read_weights",
]
