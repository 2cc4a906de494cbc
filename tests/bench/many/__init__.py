"""Fills a database with many questions and many attempts, to measure on."""
