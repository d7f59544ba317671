"""Turning from one page of a stack to another, so that those that are not shown do not say how small the window may be."""

from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QStackedWidget, QWidget


def turn_to(stack: QStackedWidget | QStackedLayout, page: QWidget) -> None:
    """Show `page`; only what is shown takes room."""
    for number in range(stack.count()):
        if one := stack.widget(number):
            policy = QSizePolicy.Policy.Preferred if one is page else QSizePolicy.Policy.Ignored
            one.setSizePolicy(policy, policy)
    stack.setCurrentWidget(page)
