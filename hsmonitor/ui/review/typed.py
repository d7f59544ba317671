"""What was given in a review and is not saved yet: kept when one goes on to another challenge, and through a crash."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from hsmonitor.ui.review.digits import Rating


@dataclass(frozen=True, slots=True)
class Typed:
    """A rating (or half of one), a decision, the words of each field, and what becomes of open responses."""

    rating: Rating = (None, None)
    decision: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    ending: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing has been given."""
        return self == Typed(words=self.words) and not any(self.words.values())

    def dumped(self) -> str:
        """Return it as text, the reverse of `loaded`."""
        return json.dumps(asdict(self))


def loaded(text: str) -> Typed:
    """Return what `Typed.dumped` wrote."""
    kept = json.loads(text)
    return Typed((kept["rating"][0], kept["rating"][1]), kept["decision"], kept["words"], kept["ending"])
