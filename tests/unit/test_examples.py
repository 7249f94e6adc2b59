"""Every example in the docstrings of geodata's public functions is run, and says what is so."""

import doctest
import inspect

import pytest

import geodata
from geodata import heights, load, measure, schemas, text, world

# The map's switches are the dashboard's own.
NOT_FOR_NOTEBOOKS = {"atlas"}


def public():
    """All functions that a notebook would call: those of ``geodata``, of measuring, heights, towns and texts."""
    for name in geodata.__all__:
        if name not in NOT_FOR_NOTEBOOKS:
            yield f"{load.__name__}.{name}", getattr(geodata, name)
    for module in (heights, measure, text, schemas, world):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if not name.startswith("_") and function.__module__ == module.__name__:
                yield f"{module.__name__}.{name}", function


PUBLIC = dict(public())


@pytest.mark.parametrize("name", PUBLIC)
def test_examples_are_true(name, capsys):
    (examples,) = doctest.DocTestFinder(recurse=False).find(PUBLIC[name], name, globs={})
    assert examples.examples, f"{name} has no example"
    failed = doctest.DocTestRunner().run(examples).failed
    assert failed == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", PUBLIC)
def test_an_example_can_be_copied_as_it_stands(name):
    """It imports what it uses, as a reader of it would have to."""
    first = doctest.DocTestParser().get_examples(inspect.getdoc(PUBLIC[name]))[0]
    assert first.source.startswith(("import geodata", "from geodata import"))
