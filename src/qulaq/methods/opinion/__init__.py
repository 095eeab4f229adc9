"""Opinion groups: who votes alike, what each group stands for, what unites all, and how sure that is.

from qulaq.methods.opinion import find_opinion
from qulaq.methods.opinion.reading import read_conversation
talk = read_conversation(Path("brexit-consensus"))
opinion = find_opinion(talk.votes, zeroed=talk.zeroed(), meta=talk.meta())
"""

from qulaq.methods.opinion.analysis import Groups, Opinion, deepen, find_groups, find_opinion
from qulaq.methods.opinion.running import Running
from qulaq.methods.opinion.votes import Votes, gather

__all__ = ["Groups", "Opinion", "Running", "Votes", "deepen", "find_groups", "find_opinion", "gather"]
