"""Ties palette, context bar and project together: which keys open what, and what is remembered of where one was."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Protocol, runtime_checkable

from hsmonitor.language import _, ngettext
from hsmonitor.store.finding import named_records
from hsmonitor.store.listing import Listing, Query
from hsmonitor.ui.commands import Command, Commands
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.palette.choices import Choice, commands_for, projects_for, records_for
from hsmonitor.ui.palette.palette import Palette
from hsmonitor.ui.window import Window

MOST_RECENT = 12


@runtime_checkable
class Offering(Protocol):
    """A page on which more can be done than anywhere."""

    def commands_here(self) -> Iterable[Command]:
        """Return what can be done here alone."""
        ...


class Finder:
    """The palette of one window on one portfolio."""

    def __init__(self, window: Window, desk: Desk, commands: Commands) -> None:
        self._window = window
        self._desk = desk
        self._commands = commands
        self.recent: list[tuple[str, str]] = []
        self._done: list[str] = []
        self.palette = Palette(window)
        desk.narrowed.connect(self.show_project)
        window.bar.finding.connect(self.find)
        window.bar.choosing.connect(self.choose_project)
        group = _("Project")
        commands.add(
            Command("find", _("Find or do anything"), self.find, "Ctrl+K", _("Go")),
            Command("choose project", _("Choose a project"), self.choose_project, "Ctrl+J", group),
            Command("all projects", _("All projects"), partial(desk.narrow, None), "Ctrl+Shift+J", group),
            Command("next project", _("Next project"), partial(self._step, 1), "Alt+PgDown", group),
            Command("previous project", _("Previous project"), partial(self._step, -1), "Alt+PgUp", group),
        )

    def remember(self, kind: str, key: str) -> None:
        """Keep in mind that a record was opened: the palette offers it first."""
        self.recent = [(kind, key), *(one for one in self.recent if one != (kind, key))][:MOST_RECENT]

    def find(self) -> None:
        """Open the palette on everything."""
        self.palette.ask(self._everything, _("Find or do anything"))

    def _everything(self, text: str, answer: Callable[[list[Choice]], None]) -> None:
        commands = commands_for(self._offered().values(), text, self._done, self._run)

        def order(found: list[Choice]) -> None:
            recent = [one for one in found if one.group == _("Recent")]
            answer([*recent, *commands, *found[len(recent) :]])

        self._desk.ask("palette", records_for(self._desk, text, self.recent), order)

    def _offered(self) -> dict[str, Command]:
        """Return by name what can be done anywhere, then what the page that is shown can do."""
        page = self._window.page_widget(self._window.page)
        here = page.commands_here() if isinstance(page, Offering) else ()
        return {one.name: one for one in (*self._commands, *here) if one.name != "find"}

    def _run(self, name: str) -> None:
        """Do what is chosen; the palette offers it first from now on."""
        self._done = [name, *(one for one in self._done if one != name)][:MOST_RECENT]
        self._offered()[name].act()

    def choose_project(self) -> None:
        """Open the palette on the projects."""
        self.palette.ask(self._projects, _("Choose a project, or all of them"))

    def _projects(self, text: str, answer: Callable[[list[Choice]], None]) -> None:
        self._desk.ask("palette", projects_for(self._desk, text), answer)

    def _step(self, by: int) -> None:
        """Go to the next project or the one before, in the order of their names; beyond the last stand all of them."""

        def go(found: list[Choice]) -> None:
            acts = [choice.act for choice in found]
            keys = [act.args[0] for act in acts if isinstance(act, partial)]
            if keys:
                here = keys.index(self._desk.project) if self._desk.project in keys else 0
                self._desk.narrow(keys[(here + by) % len(keys)])

        self._desk.ask("projects", projects_for(self._desk, ""), go)

    def show_project(self) -> None:
        """Say in the context bar what all is narrowed to."""
        desk, bar = self._desk, self._window.bar
        if desk.project:
            found = named_records(desk.portfolio.connection, [("project", desk.project)])
            if found:
                bar.set_project(found[0].display, narrowed=True)
                return
            desk.narrow(None)
        count = Listing(desk.portfolio.connection, Query("project")).count()
        words = ngettext("The only project", "All {count} projects", count).format(count=f"{count:,}")
        bar.set_project(words if count else _("No project yet"), narrowed=False)
