"""Networks, tasks and rules as JSON can hold them: a call written down, ``kind`` its function."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any, TypeAlias

from . import couplings, rules, tasks
from ._activity import Activity
from ._digest import key
from ._errors import ParameterError, UnknownNameError
from ._network import Network
from ._noun import Noun
from ._rules.base import packed
from ._wire import Parcel
from .rules import LearningRule

Spec: TypeAlias = Mapping[str, Any]

#: What a cell supplies where a spec leaves it out.
SUPPLIED = ("rng", "units", "activity")


@dataclass(frozen=True, slots=True)
class Call:
    """A function of this package and its arguments, checked and not yet called."""

    function: Callable[..., Any]
    arguments: Mapping[str, Any]

    def needs(self, name: str) -> bool:
        """Whether an argument is taken and was not given."""
        return name in inspect.signature(self.function).parameters and name not in self.arguments

    def make(self, supplied: Mapping[str, Any]) -> Any:
        """Call it, with what is supplied for arguments that were not given."""
        own = {name: value for name, value in supplied.items() if self.needs(name)}
        return self.function(**own, **self.arguments)


def file_of(spec: Spec, folder: Path) -> Noun | None:
    """Load what a spec {"file": path} names; None for any other spec.

    Parameters
    ----------
    spec
        The spec.
    folder
        Where relative paths start.
    """
    if "file" not in spec:
        return None
    if len(spec) > 1:
        others = ", ".join(sorted(set(spec) - {"file"}))
        raise ParameterError(f"a spec has 'file' and also {others}, expected 'file' alone")
    from ._files import load

    return load(folder / str(spec["file"]))


def coupling_calls(spec: object) -> list[tuple[float, Call]]:
    """Read the parts of a coupling, each with its factor.

    Parameters
    ----------
    spec
        A mapping with ``kind``, a function of ``flr.couplings``, its arguments, and ``factor``; or a list of
        such, which is their sum.
    """
    parts = spec if isinstance(spec, Sequence) and not isinstance(spec, str) else [spec]
    if not parts:
        raise ParameterError("coupling is an empty list, expected at least one part")
    found = []
    for part in parts:
        given = dict(_mapping(part, "coupling"))
        factor = float(given.pop("factor", 1.0))
        found.append((factor, call(given, couplings, "coupling")))
    return found


def network(spec: Spec, seed: int) -> Network:
    """Make a network.

    Parameters
    ----------
    spec
        The arguments of ``flr.Network``; ``coupling`` as ``coupling_calls`` takes it.
    seed
        What random couplings without an rng are drawn from.
    """
    checked(spec)
    given = dict(spec)
    weights = given.pop("coupling")
    whole = None
    for place, (factor, part) in enumerate(coupling_calls(weights)):
        # of the coupling alone: networks that differ in gain or noise share their weights
        made = part.make({"rng": key("coupling", seed, place, weights)})
        made = made if factor == 1.0 else factor * made
        whole = made if whole is None else whole + made
    return Network(whole, **given)  # type: ignore[arg-type]


def checked(spec: Spec) -> None:
    """Check the spec of a network without making it.

    Raises
    ------
    UnknownNameError
        A name in it is not known.
    ParameterError
        Something is missing.
    """
    if "coupling" not in spec:
        raise ParameterError("the spec of a network has no 'coupling'")
    _known(set(spec), set(inspect.signature(Network).parameters), "Network")
    for _, part in coupling_calls(spec["coupling"]):
        if part.needs("units") and not ({"inputs", "targets"} & set(part.arguments)):
            raise ParameterError(f"the coupling '{part.function.__name__}' has no 'units'")


def task(spec: Spec, made: Network, rest: Activity | None, seed: int) -> Any:
    """Make a task.

    Parameters
    ----------
    spec
        A mapping with ``kind``, such as "InputOutputMap.random", and its arguments; ``units`` is that of the
        network where left out.
    made
        The network that is to learn it.
    rest
        Its spontaneous activity, for tasks that are made from it.
    seed
        What a task without an rng is drawn from.
    """
    supplied = {"rng": key("task", seed, spec), "units": made.units, "activity": rest}
    return task_call(spec).make(supplied)


def task_call(spec: Spec) -> Call:
    """Read the spec of a task without making it."""
    return call(spec, tasks, "task")


def rule(spec: LearningRule | str | Spec) -> LearningRule | str:
    """Give a rule; a mapping with ``kind`` and its arguments is one of ``flr.rules``."""
    if isinstance(spec, Mapping):
        made: LearningRule = call(spec, rules, "rule").make({})
        return made
    packed(spec, Parcel())
    return spec() if isinstance(spec, type) else spec


def call(spec: Spec, module: Any, what: str) -> Call:
    """Read a spec as a call of a function of a module, by its name or by that of a method, "Class.method".

    Raises
    ------
    UnknownNameError
        There is no such function, or it has no such argument.
    ParameterError
        An argument is missing.
    """
    given = dict(_mapping(spec, what))
    if "kind" not in given:
        raise ParameterError(f"the spec of a {what} has no 'kind', expected one of: {_names(module)}")
    name = str(given.pop("kind"))
    first, *rest = name.split(".")
    public = first in module.__all__ and not any(part.startswith("_") for part in rest)
    function: Any = None
    if public:
        function = reduce(lambda found, part: getattr(found, part, None), [first, *rest], module)
    if not callable(function):
        near = difflib.get_close_matches(name, module.__all__, 1)
        hint = f". Hint: did you mean '{near[0]}'?" if near else ""
        raise UnknownNameError(f"the kind of a {what} is '{name}', expected one of: {_names(module)}{hint}")
    parameters = inspect.signature(function).parameters
    _known(set(given), set(parameters), name)
    for parameter in parameters.values():
        required = parameter.default is inspect.Parameter.empty and parameter.name not in SUPPLIED
        if required and parameter.name not in given:
            raise ParameterError(f"the {what} '{name}' has no '{parameter.name}'")
    return Call(function, given)


def options(given: object, verb: Callable[..., Any], taken: set[str], what: str) -> dict[str, Any]:
    """Check the options of a verb.

    Parameters
    ----------
    given
        The options by name.
    verb
        The verb.
    taken
        Arguments that are not the user's to give here.
    what
        The name of the options, for messages.
    """
    found = dict(_mapping(given, what))
    _known(set(found), set(inspect.signature(verb).parameters) - taken, what)
    return found


def _mapping(value: object, what: str) -> Spec:
    if not isinstance(value, Mapping):
        raise ParameterError(f"{what} is {value!r}, expected a mapping of names to values")
    return value


def _known(given: set[str], known: set[str], what: str) -> None:
    for name in sorted(given - known):
        near = difflib.get_close_matches(name, known, 1)
        hint = f". Hint: did you mean '{near[0]}'?" if near else ""
        raise UnknownNameError(f"'{what}' has no '{name}', expected: {', '.join(sorted(known))}{hint}")


def _names(module: Any) -> str:
    return ", ".join(module.__all__)
