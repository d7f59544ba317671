"""Lines and positions of a sheet agree, whatever is folded."""

from hypothesis import given
from hypothesis import strategies as st

from hsmonitor.store.grouping import Group
from hsmonitor.ui.sheet.folding import Folding, GroupHead

counts = st.lists(st.integers(1, 5), min_size=1, max_size=6)


@given(counts, st.data())
def test_every_line_is_a_head_or_a_record_and_leads_back(sizes: list[int], data: st.DataObject) -> None:
    groups = [Group(str(number), size) for number, size in enumerate(sizes)]
    folded = frozenset(data.draw(st.sets(st.sampled_from([group.words for group in groups]))))
    folding = Folding(sum(sizes), groups, folded)
    lines: list[object] = []
    position = 0
    for group in groups:
        lines.append(GroupHead(group.words, group.size, group.words in folded))
        lines += [] if group.words in folded else range(position, position + group.size)
        position += group.size
    assert folding.lines == len(lines)
    for line, expected in enumerate(lines):
        assert (folding.head(line) or folding.position(line)) == expected
        if isinstance(expected, int):
            assert folding.line(expected) == line
    hidden = [n for n in range(sum(sizes)) if n not in lines]
    assert all(isinstance(lines[folding.line(n)], GroupHead) for n in hidden)
    first, last = sorted((data.draw(st.integers(0, 20)), data.draw(st.integers(0, 20))))
    inside = [one for one in lines[first : last + 1] if isinstance(one, int)]
    assert [one for span in folding.spans(first, last) for one in span] == inside
    wanted = data.draw(st.integers(1, 8))
    found = folding.span(first, wanted)
    beyond = [one for one in lines[first:] if isinstance(one, int)]
    assert [one for one in lines[found.start : found.stop] if isinstance(one, int)] == beyond[:wanted]


@given(counts)
def test_folding_all_leaves_heads_and_folding_twice_changes_nothing(sizes: list[int]) -> None:
    folding = Folding(sum(sizes), [Group(str(number), size) for number, size in enumerate(sizes)])
    assert folding.all_folded(True).lines == len(sizes)
    assert folding.all_folded(True).all_folded(False).lines == folding.lines
    assert folding.toggled("0").toggled("0").lines == folding.lines


def test_without_groups_lines_are_positions() -> None:
    folding = Folding(3)
    assert [folding.position(line) for line in range(-1, 4)] == [None, 0, 1, 2, None]
    assert (folding.head(0), folding.line(2), folding.spans(1, 9)) == (None, 2, [range(1, 3)])
    assert Folding(0).spans(0, 5) == []
