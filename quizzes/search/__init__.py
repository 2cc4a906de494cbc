"""Search: what is indexed of a question, and how it is found on SQLite and on PostgreSQL alike.

Words are cut and stemmed here, once for the index, the query and the marks in an excerpt; the
database keeps the inverted index and ranks.
"""
