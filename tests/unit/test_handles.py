"""File handles: who is let in while few are left, and what is said of it."""

import errno
import logging
import resource

import pytest

from ui.steady import handles


@pytest.fixture
def door(monkeypatch):
    monkeypatch.setattr(handles, "DOOR", handles.Door())
    return handles.DOOR


def record(error):
    said = "socket.accept() out of system resource"
    return logging.LogRecord("asyncio", logging.ERROR, "", 0, said, (), (type(error), error, None))


def test_there_are_about_as_many_left_as_the_system_allows_less_those_open():
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    assert limit - 500 < handles.left() < limit


def test_a_new_reader_waits_while_few_are_left_and_comes_in_again(door, monkeypatch, caplog):
    left = iter((handles.RESERVE, handles.RESERVE - 1, 0, handles.RESERVE))
    monkeypatch.setattr(handles, "left", lambda: next(left))
    assert [handles.room() for _ in range(4)] == [True, False, False, True]
    assert [one.getMessage() for one in caplog.records] == [handles.FULL, handles.BACK]


def test_a_thousand_tracebacks_about_handles_are_one_line(door, caplog):
    error = OSError(errno.EMFILE, "Too many open files")
    behind = RuntimeError("The page cannot be read.")
    behind.__cause__ = error
    assert not any(door.filter(record(one)) for one in (error, behind) * 500)
    assert [one.getMessage() for one in caplog.records] == [handles.FULL]


def test_other_errors_are_logged_as_they_are(door, caplog):
    for error in (OSError(errno.ENOENT, "No such file"), ValueError(), None):
        assert door.filter(record(error) if error else logging.LogRecord("asyncio", 40, "", 0, "x", (), None))
    assert caplog.records == []


def test_without_a_limit_everybody_is_let_in(door, monkeypatch):
    monkeypatch.setattr(handles, "resource", None)
    assert handles.room()
