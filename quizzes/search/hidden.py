"""Which questions no search finds: both databases ask the question's own row."""

HIDDEN = """
    SELECT id FROM quizzes_question WHERE NOT status = 'published' OR file_missing_since IS NOT NULL
"""
