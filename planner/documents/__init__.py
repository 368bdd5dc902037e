"""The paper: document values become HTML and then tagged PDF.

``values`` says what can be printed, ``pages`` places it, ``render`` turns it into bytes in a
process of its own. Import :mod:`planner.documents.render` to print; importing this package alone
loads nothing.
"""
