"""What Python's argparse and Qt say by themselves is translated by the program's own catalogue too."""

import pytest

from tests.made_up import Translated

MESSAGES = {
    "usage: ": "uzo: ",
    "positional arguments": "argumentoj",
    "options": "opcioj",
    "show this help message and exit": "montri ĉi tiun helpon",
    "the following arguments are required: %s": "mankas: %s",
    "%(prog)s: error: %(message)s\n": "%(prog)s: eraro: %(message)s\n",
    "say what a portfolio holds": "diri kion paperujo enhavas",
    "FILE": "DOSIERO",
    "Esc": "Eskapi",
    "Ctrl": "Stir",
}


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Translated:
    return Translated(tmp_path_factory.mktemp("translated"), MESSAGES)


def test_the_help_of_a_command(translated: Translated) -> None:
    told = translated.run("-m", "hsmonitor", "info", "--help")
    assert told.returncode == 0
    for words in ("uzo: hsmonitor info", "DOSIERO", "argumentoj:", "opcioj:", "montri ĉi tiun helpon", "diri kion"):
        assert words in told.stdout


def test_a_wrong_usage(translated: Translated) -> None:
    told = translated.run("-m", "hsmonitor", "info")
    assert told.returncode == 2
    assert told.stderr.endswith("hsmonitor info: eraro: mankas: DOSIERO\n")


def test_names_of_keys(translated: Translated) -> None:
    code = "from hsmonitor.ui.widgets.key_names import key_name; print(key_name('Esc'), key_name('Ctrl+1 … Ctrl+9'))"
    assert translated.run("-c", code).stdout == "Eskapi Stir+1 … Stir+9\n"
