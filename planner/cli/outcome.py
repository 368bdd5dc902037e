"""How a command stops early: an exit status and one sentence for standard error."""

WRONG_INPUT = 2
REFUSED = 3


class CommandError(Exception):
    """A command stops here; nothing has been half written."""

    def __init__(self, status: int, sentence: str) -> None:
        self.status = status
        self.sentence = " ".join(sentence.split())
        super().__init__(self.sentence)
