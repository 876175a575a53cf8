"""Work done by two processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import pytest

from examkit.bank.index import parallel
from examkit.bank.index.parallel import in_halves


def fails() -> None:
    raise ValueError


def squares(numbers: Sequence[int]) -> list[tuple[int, int]]:
    return [(number * number, os.getpid()) for number in numbers]


@pytest.fixture
def _two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_has_another_processor", lambda: True)


@pytest.mark.usefixtures("_two")
def test_each_process_does_its_half_and_the_order_stays() -> None:
    found = in_halves(squares, range(6), [1] * 6)
    assert [value for value, _ in found] == [0, 1, 4, 9, 16, 25]
    assert [process == os.getpid() for _, process in found] == [True] * 3 + [False] * 3


@pytest.mark.usefixtures("_two")
@pytest.mark.parametrize(
    ("sizes", "ours"), [([1, 1, 1, 9], 4), ([9, 1, 1, 1], 1), ([2, 2, 2, 2], 2), ([], 0)]
)
def test_halves_are_of_equal_size_in_sum(sizes: list[int], ours: int) -> None:
    found = in_halves(squares, range(len(sizes)), sizes)
    assert sum(process == os.getpid() for _, process in found) == ours


@pytest.mark.usefixtures("_two")
@pytest.mark.parametrize("end", [lambda: os._exit(3), lambda: os.kill(os.getpid(), 9), fails])
def test_what_goes_wrong_there_is_done_again_here(end: Callable[[], object]) -> None:
    here = os.getpid()

    def work(numbers: Sequence[int]) -> list[int]:
        if os.getpid() != here:
            end()
        return [number + 1 for number in numbers]

    assert in_halves(work, [1, 2, 3, 4], [1] * 4) == [2, 3, 4, 5]


@pytest.mark.usefixtures("_two")
def test_what_goes_wrong_here_leaves_no_process_behind() -> None:
    here = os.getpid()

    def work(numbers: Sequence[int]) -> list[str]:
        if os.getpid() == here:
            raise ValueError("here")
        return ["x" * 1_000_000 for _ in numbers]

    with pytest.raises(ValueError, match="here"):
        in_halves(work, [1, 2], [1, 1])
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.usefixtures("_two")
def test_a_large_answer_comes_through() -> None:
    def work(numbers: Sequence[int]) -> list[str]:
        return ["x" * 3_000_000 for _ in numbers]

    assert [len(text) for text in in_halves(work, [1, 2], [1, 1])] == [3_000_000] * 2


def test_with_one_processor_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    found = in_halves(squares, range(4), [1] * 4)
    assert {process for _, process in found} == {os.getpid()}
