"""The API's operations: each function calls the services and the engine and decides nothing."""
