"""Pictures drawn on the server: SVG with a title, a description and a table of its numbers."""

from .bars import bar_chart
from .heatmap import heatmap
from .lines import Series, line_chart
from .picture import Picture, Table

__all__ = ["Picture", "Series", "Table", "bar_chart", "heatmap", "line_chart"]
