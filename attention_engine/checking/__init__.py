"""Reading what a person types, judging it, and naming the mistake behind it."""
