"""Words for codes of the database."""

from django import template

from quizzes.items import words

register = template.Library()

register.filter("difficulty_words", words.difficulty_words)
