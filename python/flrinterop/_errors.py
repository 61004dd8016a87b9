"""The errors of this package: each is also the built-in error that a user would catch."""

from __future__ import annotations


class FlrError(Exception):
    """Anything that this package raises on purpose; raised itself only for a defect of the core."""


class ShapeError(FlrError, ValueError):
    """An array has the wrong shape."""


class ParameterError(FlrError, ValueError):
    """A parameter has a value that is not allowed."""


class FormatError(FlrError, ValueError):
    """A file or table has not the layout that was looked for."""


class UnknownNameError(FlrError, KeyError):
    """A name is not one of those known."""

    def __str__(self) -> str:
        """Give the sentence; a KeyError would show it in quotation marks."""
        return str(self.args[0]) if self.args else ""


class RuntimeNotFoundError(FlrError, OSError):
    """The .NET runtime is missing, too old, or unusable; the message says what was tried and what to do."""


class NumericalError(FlrError, ArithmeticError):
    """A computation has no finite answer."""


class CancelledError(FlrError):
    """The work was cancelled by something else than Ctrl-C, which raises KeyboardInterrupt."""


#: From the core's error codes to classes; complete by test.
CLASSES: dict[str, type[FlrError]] = {
    "shape": ShapeError,
    "parameter": ParameterError,
    "format": FormatError,
    "unknown-name": UnknownNameError,
    "numerical": NumericalError,
    "cancelled": CancelledError,
    "internal": FlrError,
}


def translated(code: str, message: str) -> FlrError:
    """Give the exception that an error code of the core stands for.

    Parameters
    ----------
    code
        The code, such as "shape".
    message
        The whole sentence.
    """
    if code == "internal":
        message = f"the core failed; this is a defect, please report it with what follows.\n{message}"
    return CLASSES.get(code, FlrError)(message)
