"""Turns typed text into numbers: characters, tokens, separators, brackets, tables, cells.

Every stage keeps the positions of the original text, so that an error can say where it is. Reading
takes linear time and nesting is bounded, so that no pasted text can tie up a server.
"""
