"""What the API does: each function asks the services and the engine, and decides nothing."""
