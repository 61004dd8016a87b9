"""The errors are also Python's own."""

from __future__ import annotations

import pickle

import pytest

from flrinterop import _errors


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (_errors.ShapeError, ValueError),
        (_errors.ParameterError, ValueError),
        (_errors.FormatError, ValueError),
        (_errors.UnknownNameError, KeyError),
        (_errors.RuntimeNotFoundError, OSError),
        (_errors.NumericalError, ArithmeticError),
    ],
)
def test_every_error_is_also_a_builtin_one(error: type[_errors.FlrError], builtin: type[Exception]) -> None:
    assert issubclass(error, builtin)
    assert issubclass(error, _errors.FlrError)
    assert str(error("rule is 'x', expected y")) == "rule is 'x', expected y"
    assert str(pickle.loads(pickle.dumps(error("a")))) == "a"


def test_a_defect_asks_for_a_report() -> None:
    assert "defect" in str(_errors.translated("internal", "stack"))
    assert type(_errors.translated("internal", "stack")) is _errors.FlrError
