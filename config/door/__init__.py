"""The door of the server: where requests wait until they are complete and until it is their turn.

Bodies, turns and budgets belong to the event loop of one worker, so nothing here needs a lock. The
thread that closes idle connections shares nothing with them.
"""
