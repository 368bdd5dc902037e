"""The safety screen, what is asked before testing, the examination, rule-out."""
