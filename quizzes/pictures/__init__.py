"""Pictures drawn on the server: SVG with a title, a description and a table of its numbers."""

from .bars import bar_chart
from .calendar import calendar
from .flow import query_flow
from .heatmap import heatmap
from .lines import Series, line_chart
from .picture import Picture, Table, named
from .vectors import vector_plane

__all__ = [
    "Picture",
    "Series",
    "Table",
    "bar_chart",
    "calendar",
    "heatmap",
    "line_chart",
    "named",
    "query_flow",
    "vector_plane",
]
