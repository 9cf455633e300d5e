"""Trouble a person can act on; everything else is a bug."""


class LinliError(Exception):
    """Trouble that carries, as its text, the Chinese sentence a person reads."""


class Refused(LinliError):
    """What was typed cannot be kept as it stands.

    ``refusals`` holds one (field, sentence) for each place to mend, in the order
    of the form; ``field`` is the name of the draft's field, None where the whole
    is refused.
    """

    def __init__(self, *refusals: tuple[str | None, str]) -> None:
        super().__init__("；".join(sentence for _, sentence in refusals))
        self.refusals = refusals

    @property
    def field(self) -> str | None:
        """The first field to mend."""
        return self.refusals[0][0]
