"""Search: what is indexed of a question, and how SQLite and PostgreSQL both find it.

Words are split and stemmed here, the same way for the index, the query and the marks in an
excerpt. The database keeps the inverted index and ranks.
"""
