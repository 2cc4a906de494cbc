"""What it takes to serve a model: memory for the KV cache, and time for a token."""
