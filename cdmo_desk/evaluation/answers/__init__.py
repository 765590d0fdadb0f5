"""Answers people ask for: what moves the cost, who wins where, what a term is worth, what would change the choice."""
