"""How a link between two cases reads from either of them."""

from typing import NamedTuple

from linli.domain.vocabulary import LINK_KINDS


class LinkSense(NamedTuple):
    """One way to read a link: ``label`` stands before the number of the other case.

    ``leads_here`` where it reads from the other case to this one. ``code`` names the
    sense among all of them.
    """

    kind: str
    leads_here: bool
    label: str

    @property
    def code(self) -> str:
        """The kind, marked where it is read from its far end."""
        return f"{self.kind}_HERE" if self.leads_here else self.kind


# From the case a link leads from, and from the one it leads to.
_DIRECTED = {
    "REPEAT": ("重复反映", "后有重复反映"),
    "RECURRENCE": ("复发自", "后复发为"),
    "FOLLOWS": ("由此引起", "起因于"),
    "SPLIT": ("分出", "分自"),
    "MERGED": ("并入", "并入本案的"),
    "FUNDS": ("款项转入", "款项来自"),
}


def link_sense(kind: str, *, leads_here: bool) -> LinkSense:
    """How a link of ``kind`` reads; one of equals reads the same from both cases."""
    if kind not in _DIRECTED:
        return LinkSense(kind, leads_here=False, label=LINK_KINDS.label_of(kind))
    return LinkSense(kind, leads_here, _DIRECTED[kind][leads_here])


LINK_SENSES = tuple(
    link_sense(kind, leads_here=leads_here)
    for kind in LINK_KINDS.codes
    for leads_here in ((False, True) if kind in _DIRECTED else (False,))
)
"""Every way to read a link, in the order of the kinds."""
