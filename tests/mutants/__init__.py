"""Mutation testing: breaks the code in small ways and shows which breaks no test notices."""
