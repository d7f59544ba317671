"""Themes, their cases in projects, and merging two of them."""

from datetime import date
from typing import Any

import pytest

from hsmonitor.domain.errors import Invalid, NotThere, PortfolioError
from hsmonitor.store import themes
from hsmonitor.store.merging import merge_themes
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.reviewing import Look, save
from hsmonitor.store.rows import read_all
from tests.store.test_reviewing import KEEP, TODAY, add, values


@pytest.fixture
def project(portfolio: Portfolio) -> str:
    return add(portfolio, "project", title="Kenya")


def everything(portfolio: Portfolio) -> dict[str, dict[str, Any]]:
    kinds = ("challenge", "response", "review", "theme_exemption", "citation")
    return {kind: {key: state.values for key, state in read_all(portfolio.connection, kind)} for kind in kinds}


def test_a_project_is_asked_about_each_theme_once(portfolio: Portfolio, project: str) -> None:
    first, second = (
        add(portfolio, title="Capacity gap", category="capacity_gap", likelihood=3, impact=3),
        add(portfolio),
    )
    add(portfolio, status="closed")
    add(portfolio, project=project)
    assert themes.unasked(portfolio.connection, project) == [first, second]
    assert themes.unasked_count(portfolio.connection) == 2
    case = themes.assess(portfolio, first, project, TODAY)
    assert values(portfolio, "challenge", case) == {
        "title": "Capacity gap", "category": "capacity_gap", "project": project, "theme": first, "status": "identified",
        "identified_on": "2026-11-25",
    }  # fmt: skip
    assert themes.unasked(portfolio.connection, project) == [second]
    with pytest.raises(Invalid):
        themes.exempt(portfolio, second, project, " ")
    themes.exempt(portfolio, second, project, "No partners of this kind")
    assert themes.unasked(portfolio.connection, project) == []
    answers = themes.answered(portfolio.connection, project, [first, second])
    assert answers == {first: "", second: "No partners of this kind"}
    portfolio.undo_last()
    assert themes.unasked(portfolio.connection, project) == [second]


def test_a_challenge_becomes_a_case_and_back(portfolio: Portfolio, project: str) -> None:
    theme, own = add(portfolio), add(portfolio, project=project)
    themes.make_case(portfolio, own, theme)
    assert values(portfolio, "challenge", own)["theme"] == theme
    portfolio.undo_last()
    assert "theme" not in values(portfolio, "challenge", own)
    with pytest.raises(PortfolioError, match="portfolio as a whole"):
        themes.make_case(portfolio, own, add(portfolio, project=project))
    with pytest.raises(PortfolioError, match="Merge two themes"):
        themes.make_case(portfolio, theme, add(portfolio))
    with pytest.raises(NotThere):
        themes.make_case(portfolio, own, "gone")
    with pytest.raises(NotThere):
        themes.assess(portfolio, "gone", project, TODAY)


def test_a_theme_shows_its_cases_with_what_worked(portfolio: Portfolio, project: str) -> None:
    theme, partner = add(portfolio), add(portfolio, "partner", name="County")
    mild = themes.assess(portfolio, theme, project, TODAY)
    grave = themes.assess(portfolio, theme, add(portfolio, "project", title="Moldova"), TODAY)
    with portfolio.transaction("Name") as transaction:
        transaction.update("challenge", grave, {"affected_partners": [partner]})
    save(portfolio, Look(mild, KEEP | {"likelihood": 1}), TODAY)
    save(portfolio, Look(grave, KEEP), TODAY)
    save(portfolio, Look(grave, KEEP | {"comment": "Better"}), date(2026, 11, 26))
    add(portfolio, "response", challenge=grave, title="Train", status="completed", outcome="Staff know")
    add(portfolio, "response", challenge=grave, title="Coach", status="planned")
    found, count = themes.cases(portfolio.connection, theme)
    assert count == 2
    assert [themes.movement(case.row) for case in found] == [0, 0]
    assert [case.row.key for case in found] == [grave, mild]
    assert (found[0].partners, [row.shown("outcome") for row in found[0].worked]) == ("County", ["Staff know"])
    assert [case.last_review.values.get("comment") for case in found if case.last_review] == ["Better", None]


def test_two_themes_are_merged_with_all_that_belongs_to_them_and_parted_again(
    portfolio: Portfolio, project: str
) -> None:
    gone = add(portfolio, title="Old", description="Said of the old", tags=["a"], likelihood=2, impact=2)
    kept, other = add(portfolio, title="New", tags=["b"]), add(portfolio, "project", title="Moldova")
    case = themes.assess(portfolio, gone, project, TODAY)
    response = add(portfolio, "response", challenge=gone)
    review = save(portfolio, Look(gone, KEEP), TODAY)
    for theme in (gone, kept):
        themes.exempt(portfolio, theme, other, "Not here")
    citation = add(portfolio, "citation", subject=f"challenge:{gone}", certainty="stated")
    before = everything(portfolio)
    merge_themes(portfolio, gone, kept)
    after = everything(portfolio)
    assert set(after["challenge"]) == {kept, case}
    assert after["challenge"][case]["theme"] == kept
    assert after["challenge"][kept] == {"title": "New", "description": "Said of the old", "tags": ("b", "a")}
    assert after["response"][response]["challenge"] == kept
    assert after["review"][review] == before["review"][review] | {"challenge": kept}
    assert after["citation"][citation]["subject"] == f"challenge:{kept}"
    assert [one["theme"] for one in after["theme_exemption"].values()] == [kept]
    portfolio.undo_last()
    assert everything(portfolio) == before


def test_only_themes_are_merged(portfolio: Portfolio, project: str) -> None:
    theme = add(portfolio)
    for other, error in ((theme, PortfolioError), (add(portfolio, project=project), PortfolioError), ("no", NotThere)):
        with pytest.raises(error):
            merge_themes(portfolio, other, theme)
