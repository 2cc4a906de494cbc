"""The JSON API: the engine, judge and questions of the pages, for other programs."""
