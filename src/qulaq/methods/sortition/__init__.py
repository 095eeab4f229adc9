"""Fair lotteries for citizens' panels: quotas kept, everybody's chance as equal as they allow, draws anyone can check.

from qulaq.methods.sortition import hold_lottery, read_pool
lottery = hold_lottery(read_pool(Path("features.csv"), Path("people.csv")), 25)
"""

from qulaq.methods.sortition.infeasible import Change, smallest_relaxation
from qulaq.methods.sortition.lottery import Lottery, QuotasCannotBeMet, hold_lottery
from qulaq.methods.sortition.pool import Person, Pool, Quota, read_people, read_pool, read_quotas

__all__ = [
    "Change",
    "Lottery",
    "Person",
    "Pool",
    "Quota",
    "QuotasCannotBeMet",
    "hold_lottery",
    "read_people",
    "read_pool",
    "read_quotas",
    "smallest_relaxation",
]
