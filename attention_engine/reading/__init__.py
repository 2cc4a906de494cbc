"""How typed text becomes numbers: characters, tokens, separators, brackets, tables, cells.

Every part works on positions in one unchanged text, so that a fault can say where it is. Time is
linear in the text and every nesting is bounded: nothing a person pastes can hold up a server.
"""
