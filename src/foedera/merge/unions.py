"""Sets that grow together: who is connected with whom, whatever the order of joining."""

from __future__ import annotations

from collections.abc import Iterable


class Unions:
    """Disjoint sets of ids; each is known by its smallest member."""

    def __init__(self, members: Iterable[str]) -> None:
        self._parent = {member: member for member in members}
        self._size = dict.fromkeys(self._parent, 1)

    def find(self, member: str) -> str:
        """Return the smallest member of the set that one belongs to."""
        head = member
        while self._parent[head] != head:
            head = self._parent[head]
        while self._parent[member] != head:
            self._parent[member], member = head, self._parent[member]
        return head

    def join(self, left: str, right: str) -> None:
        """Make two sets one."""
        small, large = sorted((self.find(left), self.find(right)))
        if small != large:
            self._parent[large] = small
            self._size[small] += self._size[large]

    def size(self, member: str) -> int:
        """Return how many are in a member's set."""
        return self._size[self.find(member)]

    def heads(self) -> dict[str, str]:
        """Return the smallest member of each one's set."""
        return {member: self.find(member) for member in self._parent}
