"""Rule-out: red-flag rules first, then the weighing of findings, verdicts and what to ask next."""
