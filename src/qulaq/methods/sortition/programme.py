"""A thin, typed hand on HiGHS: linear and whole-number programmes over dense rows. Silent, one thread, repeatable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import highspy
import numpy as np
import scipy.sparse as sparse

from qulaq.methods.sortition.kinds import Floats

Options = Mapping[str, bool | int | float | str]

SILENT: Options = {"output_flag": False, "threads": 1, "random_seed": 0}
OPTIMAL = highspy.HighsModelStatus.kOptimal
INFEASIBLE = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
HAS_POINT = 2  # HiGHS' "feasible" among its primal solution statuses


class Programme:
    """maximise cost·x subject to lower <= A x <= upper, 0 <= x <= bound; `whole`: which x are whole numbers."""

    def __init__(
        self,
        matrix: Floats | sparse.spmatrix,
        lower: Floats,
        upper: Floats,
        bound: Floats,
        *,
        whole: bool | Sequence[int] = False,
    ) -> None:
        self.columns = len(bound)
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self.options(SILENT)
        self._all = np.arange(self.columns, dtype=np.int32)
        self._highs.addVars(self.columns, np.zeros(self.columns), np.asarray(bound, dtype=float))
        self.add_rows(matrix, lower, upper)
        if whole is not False:
            columns = self._all if whole is True else np.array(whole, dtype=np.int32)
            kinds = np.array([highspy.HighsVarType.kInteger] * len(columns))
            self._highs.changeColsIntegrality(len(columns), columns, kinds)
        self._highs.changeObjectiveSense(highspy.ObjSense.kMaximize)

    def options(self, values: Options) -> None:
        for name, value in values.items():
            self._highs.setOptionValue(name, value)

    def add_rows(self, matrix: Floats | sparse.spmatrix, lower: Floats, upper: Floats) -> None:
        rows = sparse.csr_matrix(matrix)
        if len(lower):
            self._highs.addRows(
                len(lower),
                np.asarray(lower, dtype=float),
                np.asarray(upper, dtype=float),
                rows.nnz,
                rows.indptr[:-1].astype(np.int32),
                rows.indices.astype(np.int32),
                rows.data.astype(float),
            )

    def bounds(self, lower: Floats, upper: Floats) -> None:
        self._highs.changeColsBounds(self.columns, self._all, lower.astype(float), upper.astype(float))

    def maximise(self, cost: Floats, *, afresh: bool = False) -> bool:
        """Solve; True where the optimum was proven. `afresh` forgets the last basis (a must for whole numbers)."""
        self._highs.changeColsCost(self.columns, self._all, np.asarray(cost, dtype=float))
        if afresh:
            self._highs.clearSolver()
        self._highs.run()
        return bool(self._highs.getModelStatus() == OPTIMAL)

    @property
    def infeasible(self) -> bool:
        return self._highs.getModelStatus() in INFEASIBLE

    @property
    def has_point(self) -> bool:
        return bool(self._highs.getInfo().primal_solution_status == HAS_POINT)

    @property
    def point(self) -> Floats:
        return np.array(self._highs.getSolution().col_value)

    @property
    def row_prices(self) -> Floats:
        return np.array(self._highs.getSolution().row_dual)

    @property
    def reduced_costs(self) -> Floats:
        return np.array(self._highs.getSolution().col_dual)

    @property
    def value(self) -> float:
        return float(self._highs.getInfo().objective_function_value)

    @property
    def bound(self) -> float:
        """The proven upper bound of a whole-number programme."""
        return float(self._highs.getInfo().mip_dual_bound)

    def set_entry(self, row: int, column: int, value: float) -> None:
        self._highs.changeCoeff(row, column, value)

    def set_row(self, row: int, lower: float, upper: float) -> None:
        self._highs.changeRowBounds(row, lower, upper)
