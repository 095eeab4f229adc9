"""Which procedures are declared here: modules named in a setting or by the entry-point group `qulaq.procedures`.

A module declares `PROCEDURE`. Rooms ask by name; nobody imports `law`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Final

from qulaq.kernel.errors import BadInput
from qulaq.procedures.declaration import Procedure

OURS: Final = ("appeal", "enquiry", "complaint", "petition", "jury")
GROUP: Final = "qulaq.procedures"


@cache
def declared() -> dict[str, Procedure]:
    """Every declared procedure by name, ours first, then those of installed plug-ins."""
    modules = [f"qulaq.law.{name}" for name in OURS]
    modules += [point.value for point in entry_points(group=GROUP)]
    found: dict[str, Procedure] = {}
    for module in modules:
        procedure: Procedure = import_module(module).PROCEDURE
        if procedure.name in found:
            raise BadInput(f"two procedures are called {procedure.name!r}", field=module)
        found[procedure.name] = procedure
    return found


def procedure(name: str) -> Procedure:
    """The procedure called `name`; BadInput where there is none."""
    try:
        return declared()[name]
    except KeyError:
        raise BadInput(
            f"there is no procedure {name!r}; `qulaq procedures` lists them", field="NAME"
        ) from None
