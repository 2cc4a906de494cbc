"""The door of the server: where requests wait until they are complete and until it is their turn.

All of it runs in the event loop of one worker, so nothing here needs a lock.
"""
