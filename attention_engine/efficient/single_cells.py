"""The cells of a block whose keys few of its queries see, fetched one by one."""

import numpy as np

from ..inputs import Array, finite_result
from . import powers

# Keys are fetched in portions of about this many numbers.
PORTION = 500_000


class SingleCells:
    """The scores of single cells, as a padded list for each query; `largest` of each row."""

    def __init__(
        self, query: Array, key: Array, columns: np.ndarray, seen: np.ndarray, is_safe: bool
    ) -> None:
        counts = seen.sum(axis=1)
        self.width = max(int(counts.max(initial=0)), 1)
        is_real = np.arange(self.width) < counts[:, None]
        self.places = np.zeros(is_real.shape, dtype=np.intp)
        self.places[is_real] = columns[np.nonzero(seen)[1]]
        self.is_safe = is_safe
        self.scores = np.empty(self.places.shape, query.dtype)
        for some in self._portions(key.shape[1]):
            self.scores[some] = (key[self.places[some]] @ query[some, :, None])[..., 0]
        finite_result("scores", self.scores, "query", "key")
        self.scores[~is_real] = -np.inf
        self.largest = self.scores.max(axis=1)

    def total(self, extended: Array, largest: Array) -> Array:
        """The weighted rows of `extended` for each query, shifted by `largest` where need be."""
        weights = self.scores
        if not self.is_safe:
            weights = weights - np.where(np.isneginf(largest), 0, largest)[:, None]
        weights = powers.power(weights)
        found = np.empty((len(weights), extended.shape[1]), weights.dtype)
        for some in self._portions(extended.shape[1]):
            found[some] = (weights[some, None, :] @ extended[self.places[some]])[:, 0]
        return found

    def _portions(self, width: int) -> list[slice]:
        rows = max(1, PORTION // (self.width * width))
        return [slice(start, start + rows) for start in range(0, len(self.places), rows)]
