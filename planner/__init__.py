"""Clinician treatment-protocol planner: from findings to a staged plan on paper.

The package itself loads nothing. Import the part you need, for example
``planner.ruleout`` for the reasoning or ``planner.documents`` for paper, so
that the pure core never brings a web framework or a PDF engine with it.
"""
