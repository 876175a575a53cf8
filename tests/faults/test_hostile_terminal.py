"""What a hostile bank sends to a real terminal: no escape sequence that a harmless one does not."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from examkit.cli.main import main
from examkit.exam.events import Finished
from examkit.store.sqlite.store import open_store
from tests.banks import write_bank
from tests.conftest import Figure
from tests.factories import FakeClock, Script, make_form, make_question
from tests.terminal import CONFIRM, ESCAPE, FLAG, NAVIGATOR, SUBMIT, Terminal, until

MARK = "PWNED"
CONTROLS = (
    f"\x1b]52;c;{MARK}\x07",
    f"\x1b]0;{MARK}\x07",
    f"\x1bP+q{MARK}\x1b\\",
    f"\x9b2J{MARK}",
    "\0",
)
"""Clipboard, title, device control, C1, NUL."""
EVIL = "".join(CONTROLS)
TEXTS = (
    "[@click=app.quit]quit[/]", "[@click=app.screenshot('x.svg','/tmp')]shot[/]",
    "[@click=app.suspend_process]stop[/]", "[@click=app.push_screen('x')]push[/]",
    "[@click=screen.dismiss]away[/]", "[link=file:///etc/passwd]link[/link]", "a[/] b [/red] c",
    "[x](file:///etc/passwd) [y](vscode://x) [z](https://example.org)", "<https://example.org/p>",
    "[j](javascript:alert(1)) ![i](http://example.org/i.png)", "list[int] and arr[0] = b[i]",
    "\u202eevil\u2066 \u200bzero \ufeff \U000e0041", "{{7*7}} <script>x</script> =1+1",
)  # fmt: skip
ESCAPES = re.compile(
    rb"\x1b(?:\[([?<>=]?)[0-9;:]*([ -/]*)([@-~])|\](\d+);|([PX^_])|([^\[\]PX^_]))|\xc2([\x80-\x9f])"
)
"""CSI, OSC, strings, other escapes, and C1 as UTF-8."""
FIELDS = {
    "bank title": ("bank.toml", 'title = "A small bank"', 'title = "{}"'),
    "topic title": ("bank.toml", 'title = "Bread"', 'title = "{}"'),
    "exam title": ("exams/exam-1.toml", 'title = "Exam One"', 'title = "{}"'),
    "domain title": ("exams/exam-1.toml", 'title = "Building things"', 'title = "{}"'),
    "id": ("questions/bread.toml", 'id = "bread-1"', 'id = "{}"'),
    "unknown key": ("questions/bread.toml", 'id = "bread-1"', 'id = "bread-1"\n"{}" = 1'),
    "stem": ("questions/bread.toml", "stem = '''\nSomebody", 'stem = """{}"""\nx = \'\'\''),
    "option": ("questions/bread.toml", 'text = "Water for bread 1"', 'text = "{}"'),
    "rationale": ("questions/bread.toml", 'rationale = "Water is', 'rationale = "{} Water is'),
    "evidence": ("questions/bread.toml", 'evidence = "rises', 'evidence = "{} rises'),
    "reference": ("questions/bread.toml", '"https://example.org/bread"', '"https://x/{}"'),
}


def classes(raw: bytes) -> set[bytes]:
    """Name the kinds of escape sequences in what was written."""
    return {b"|".join(part or b"" for part in m) for m in ESCAPES.findall(raw)}


def visit(bank: Path, home: Path, topic: str = "bread") -> bytes:
    """Go through all screens; gives everything that was written to the terminal."""
    with Terminal("--bank", str(bank), home=home, rows=30) as terminal:
        terminal.wait_for("Start with 10").press("?")
        for keys in (ESCAPE, "b", "\r", "q", "q", "d", ESCAPE, "h", "q"):
            _press(terminal, keys)
        _press(terminal, "m", "\r", "\r")
        terminal.wait_for("Question 1 of")
        for keys in (*"a!x3nbAq?", ESCAPE, NAVIGATOR, SUBMIT, *CONFIRM):
            _press(terminal, keys)
        terminal.wait_for("Do next")
        for keys in (*"rnnoqR", ESCAPE, *"q156oqeq"):
            _press(terminal, keys)
        terminal.wait_for("Mock exam")
        _press(terminal, "/", topic, "\r", "q", "q")
        # Leaving writes sequences of its own.
        terminal.press("\x11").wait_for_exit()
        return terminal.raw


def _press(terminal: Terminal, *keys: str) -> None:
    for key in keys:
        terminal.press(key)
        end = time.monotonic() + 0.25
        while time.monotonic() < end:
            terminal._pump(0.05)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> set[bytes]:
    folder = tmp_path_factory.mktemp("harmless")
    return classes(visit(write_bank(folder / "bank", minutes=60), folder / "home"))


def hostile_bank(folder: Path) -> Path:
    """A bank that loads, with all that is no control character in its texts."""
    root = write_bank(folder, minutes=60)
    everything = " ".join(TEXTS)
    for name in ("bread", "salt"):
        questions = root / "questions" / f"{name}.toml"
        text = questions.read_text().replace("Somebody makes", f"{everything}\n\nSomebody makes")
        text = text.replace('text = "Luck', f"text = '''{everything}\nLuck").replace(
            'rationale = "Luck is what the notes say about it."',
            f"rationale = '''{everything}'''",
        )
        text = re.sub(r"(Luck for \w+ \d+)\"", r"\1'''", text)
        questions.write_text(text)
        notes = root / "notes" / f"{name}.md"
        raw = EVIL.replace("\0", "")
        notes.write_text(f"{notes.read_text()}\n## Evil\n\n{everything} {raw}\n")
    return root


@pytest.mark.fault("R37", "R39", "R41")
def test_a_hostile_bank_that_loads_writes_nothing_new_to_the_terminal(
    tmp_path: Path, home: Path, harmless: set[bytes], figure: Figure,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    log = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$@" >> {log}\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    raw = visit(hostile_bank(tmp_path / "bank"), home)
    assert classes(raw) <= harmless
    assert MARK.encode() + b"\x07" not in raw
    assert not log.exists()
    figure(f"{len(raw) >> 10} kB over 20 screens, {len(classes(raw) - harmless)} new sequences")


def with_controls(root: Path, field: str) -> Path:
    """Put all controls, as TOML escapes, into one field of a bank."""
    name, old, new = FIELDS[field]
    text = (root / name).read_text()
    assert old in text
    escaped = "".join(c if c.isprintable() and c != "\\" else f"\\u{ord(c):04x}" for c in EVIL)
    (root / name).write_text(text.replace(old, new.replace("{}", escaped), 1))
    return root


def has_controls(data: bytes) -> bool:
    return re.search(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]", data) is not None


@pytest.mark.fault("R37")
@pytest.mark.parametrize("field", FIELDS)
def test_controls_in_any_field_reach_no_output(
    tmp_path: Path, field: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    root = str(with_controls(write_bank(tmp_path / "bank"), field))
    for arguments in (["check", root], ["show", "bread-1", "--bank", root]):
        assert main(["bank", *arguments]) == 1
    output = capsysbinary.readouterr()
    assert b"error" in output.out + output.err
    assert not has_controls(output.out + output.err)


@pytest.mark.fault("R37")
def test_a_bank_full_of_controls_reaches_no_terminal(tmp_path: Path, home: Path) -> None:
    root = write_bank(tmp_path / "bank")
    for field in FIELDS:
        if field not in ("stem", "id"):
            with_controls(root, field)
    with Terminal("--bank", str(root), home=home) as terminal:
        terminal.wait_for("can't be used")
        assert b"\x1b]52" not in terminal.raw
        assert b"\x1b]0;" not in terminal.raw
        assert b"\x1bP" not in terminal.raw


@pytest.mark.fault("R37")
def test_an_attempt_from_a_stranger_writes_nothing_new_either(
    tmp_path: Path, home: Path, harmless: set[bytes]
) -> None:
    evil = EVIL.replace("\0", "")
    question = make_question("q-evil", stem=f"Stem {evil}", explanation=evil)
    form = make_form([replace(make_form(1).slots[0], question=question)])
    form = replace(form, bank="small-bank", title=f"mock {evil}")
    script = Script().start()
    with open_store(home / "data", clock=FakeClock()) as store:
        store.create_attempt("a1", form, script.events)
        ended = replace(script.events[-1], seq=len(script.events), body=Finished("submitted"))
        store.finish("a1", ended, ())
    bank = str(write_bank(tmp_path / "bank"))
    with Terminal("--bank", bank, home=home) as terminal:
        terminal.wait_for("Bank and notes")
        _press(terminal, "h", "\r", "r", "q", "q", "q")
        assert classes(terminal.raw) <= harmless
    for command in ("report", "review", "history"):
        done = subprocess.run(
            [sys.executable, "-m", "examkit", command, "--bank", bank],
            capture_output=True, check=False, env={**os.environ, "EXAMKIT_HOME": str(home)},
        )  # fmt: skip
        assert b"\x1b" not in done.stdout + done.stderr
        assert b"\xc2\x9b" not in done.stdout + done.stderr


@pytest.mark.fault("R39")
def test_clicking_everywhere_runs_nothing(tmp_path: Path, home: Path) -> None:
    root = write_bank(tmp_path / "bank", minutes=60)
    questions = root / "questions" / "bread.toml"
    stem = "\n\n".join(TEXTS[:7])
    questions.write_text(questions.read_text().replace("Somebody makes bread", stem))
    arguments = ("drill", "--bank", str(root), "--topic", "bread", "--questions", "1")
    with Terminal(*arguments, home=home, rows=40) as terminal:
        terminal.wait_for("Question 1 of 1")
        before = {path for path in tmp_path.rglob("*") if path.is_file()}
        for row in range(3, 20):
            for column in range(1, 80, 3):
                terminal.press(f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")
                terminal._pump(0.001)
        # A key in the middle of a flood of clicks counts as pasted.
        while terminal._pump(0.5):
            pass
        terminal.press(FLAG).wait_for("1 flagged")
        assert all(text[:12] in terminal.text for text in TEXTS[:7])
        after = {path for path in tmp_path.rglob("*") if path.is_file()}
        assert {path.suffix for path in after - before} <= {".db", ".db-journal"}


STEPS = (
    ("", "Question 1 of"),
    ("n", "Question 2 of"),
    ("Tab", "Navigator"),
    ("C-s", "Submit the exam?"),
    ("Left", "Keep working"),
    ("Enter", "Do next"),
    ("r", "1 All"),
    ("o", "drill this"),
    ("q", "1 All"),
)
"""Keys with what shows that they were heard."""


def _pane(tmux: list[str]) -> str:
    command = [*tmux, "capture-pane", "-p"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.fault("R38")
@pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux")
def test_clipboard_and_title_of_a_real_terminal_stay(tmp_path: Path, home: Path) -> None:
    root = hostile_bank(tmp_path / "bank")
    tmux = ["tmux", "-L", f"examkit-{os.getpid()}", "-f", "/dev/null"]
    command = f"EXAMKIT_HOME={home} {sys.executable} -m examkit exam --bank {root}"
    try:
        subprocess.run([*tmux, "new-session", "-d", "-x", "80", "-y", "24", command], check=True)
        subprocess.run([*tmux, "set", "-g", "set-clipboard", "on"], check=True)
        for key, output in STEPS:
            subprocess.run([*tmux, "send-keys", key], check=True) if key else None
            until(lambda: output in _pane(tmux), f"{output!r} not shown")  # noqa: B023 -- called here
        shown = subprocess.run([*tmux, "show-buffer"], capture_output=True, text=True, check=False)
        title = subprocess.run(
            [*tmux, "display-message", "-p", "#{pane_title}"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert MARK not in shown.stdout
        assert MARK not in title.stdout
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)
