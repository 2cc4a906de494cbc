"""The JSON API: the same engine, checks and questions as the pages, for other programs."""
