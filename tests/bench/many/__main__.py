"""`python -m tests.bench.many`: 10,000 questions and 1,000,000 attempts.

They go into the database of DATABASE_URL, which should hold the bank and nothing of real people:
    python -m tests.bench.many --questions 10000 --attempts 1000000 --learners 5000 --most 100000
"""

import argparse
import os

import django


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.many")
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--attempts", type=int, default=1_000_000)
    parser.add_argument("--learners", type=int, default=5_000)
    parser.add_argument("--most", type=int, default=100_000, help="attempts of the first learner")
    wanted = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

    from tests.bench.many.attempts import make_attempts
    from tests.bench.many.cards import make_cards
    from tests.bench.many.questions import make_questions

    made = make_questions(wanted.questions)
    print(f"{made:,} questions")
    learners = make_attempts(wanted.attempts, learners=wanted.learners, most=wanted.most)
    print(f"{wanted.attempts:,} attempts by {len(learners):,} learners")
    if wanted.attempts:
        cards, reviews = make_cards(learners[0])
        print(f"{cards:,} cards of the first of them, with {reviews:,} reviews")


if __name__ == "__main__":
    main()
