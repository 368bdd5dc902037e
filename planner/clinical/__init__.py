"""The vocabulary of the clinic: findings, conditions, rules, doses, stages, citations.

Everything here is a frozen value that checks itself. Nothing here reads a file, knows the
time or draws a page, and nothing passed in is changed.
"""
