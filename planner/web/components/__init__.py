"""What the macros of ``templates/components`` are handed: words already decided, as values.

A page builds these in its ``cards.py``; the macro of the same name places them. A value refuses
what would make a misleading page (an answer chosen beforehand has to be one of the options).
"""
