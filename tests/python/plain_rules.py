"""The learning rules as one would write them down in NumPy: what the core is held against."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import scipy.linalg

import flrinterop as flr

Array = np.ndarray[Any, np.dtype[np.float64]]
GAIN, STRENGTH, NOISE = 0.8, 0.5, 1e-3
TRACE, BASELINE, ALPHA, INTERVAL, LEVEL, WINDOW, SLIDING = 1.5, 7.0, 3.0, 0.2, 0.7, 1.3, 4.0


def given_threshold(units: int) -> Array:
    return np.linspace(-0.3, 0.4, units)


def readouts(units: int) -> Array:
    return np.where(np.random.default_rng(5).random((2, units)) < 0.5, -1.0, 1.0)


def feedback(units: int, count: int = 2) -> Array:
    """Give feedback vectors of unlike lengths, not orthogonal."""
    return np.random.default_rng(8).normal(0.3, 1.0, (count, units)) * np.linspace(1, 3, count)[:, None]


def cases(units: int) -> dict[str, flr.rules.LearningRule]:
    """Give every rule with every option, by a name for the test."""
    r = flr.rules
    return {
        "hebbian": r.Hebbian(),
        "error-driven": r.ErrorDriven(),
        "kurikawa-kaneko": r.KurikawaKaneko(),
        "oja": r.Oja(),
        "oja unsupervised": r.Oja(unsupervised=True),
        "oja full decay": r.Oja(full_decay=True),
        "covariance": r.Covariance(),
        "covariance given": r.Covariance(given_threshold(units)),
        "covariance task mean": r.Covariance("task-mean"),
        "covariance sliding": r.Covariance("sliding", sliding_time=SLIDING),
        "force": r.Force(regularisation=ALPHA, interval=INTERVAL, level=LEVEL),
        "force readout": r.Force(ALPHA, INTERVAL, LEVEL, feedback(units, 1)),
        "force readouts": r.Force(ALPHA, INTERVAL, LEVEL, feedback(units)),
        "gradient": r.Gradient(),
        "gradient through time": r.Gradient(window=WINDOW),
        "readout error": r.ReadoutError(readouts(units)),
        "node perturbation": r.NodePerturbation(trace_time=TRACE, baseline_time=BASELINE),
    }


DETERMINISTIC = [name for name in cases(2) if name != "node perturbation"]
ALL = list(cases(2))


def slopes(x: Array, weights: Array, eta: Array) -> Array:
    return GAIN * (1 - np.tanh(GAIN * (weights @ x + STRENGTH * eta)) ** 2)


def rest(weights: Array, eta: Array) -> Array:
    """Give the fixed point under an input by Newton's iteration."""
    x = np.zeros(len(eta))
    for _ in range(60):
        wrong = np.tanh(GAIN * (weights @ x + STRENGTH * eta)) - x
        x = x + np.linalg.solve(np.eye(len(x)) - slopes(x, weights, eta)[:, None] * weights, wrong)
    return x


@dataclass
class Plain:
    """One rule on one map: its change of J in a step, and its mean drive."""

    name: str
    eta: Array
    xi: Array
    theta: Array
    rate: float
    step: float
    past: list[tuple[Array, Array]] = field(default_factory=list)
    inverse: Array | None = None
    readout: Array | None = None
    before: Array | None = None
    turn: int = 0

    def change(self, x: Array, weights: Array) -> Array:
        """Give ε · step · G at a state, and remember what the rule remembers."""
        n, xi, u = len(x), self.xi, weights @ x
        error, scale = xi - x, self.rate * self.step / len(x)
        if self.name == "force":
            return self._force(x, u)
        if self.name.startswith("force"):
            return self._force_by_readouts(x, weights)
        if self.name == "gradient through time":
            return scale * self._through_time(x, weights, error)
        if self.name == "covariance sliding":
            seen = x - self.theta
            self.theta = self.theta + self.step / SLIDING * seen
            return scale * np.outer(xi, seen)
        if self.name == "readout error":
            w = readouts(n)
            return scale * np.outer(w.T @ (w @ error) / n, x)
        if self.name == "gradient":
            g = slopes(x, weights, self.eta)
            back = np.linalg.solve(np.eye(n) - (g[:, None] * weights).T, error)
            return scale * np.outer(g * back, x)
        post = {"hebbian": xi, "oja": xi, "oja full decay": xi, "oja unsupervised": x}.get(self.name, error)
        if self.name.startswith("covariance"):
            return scale * np.outer(xi, x - self.theta)
        decay: Array | float = 0.0
        if self.name.startswith("oja"):
            decay = (n if self.name == "oja full decay" else 1) * post[:, None] * weights
        elif self.name == "kurikawa-kaneko":
            decay = u[:, None] * weights
        return scale * post[:, None] * (x - decay)

    def _force(self, x: Array, u: Array) -> Array:
        n = len(x)
        if self.inverse is None:
            self.inverse = self.rate / ALPHA * np.eye(n)
        self.turn += 1
        if (self.turn - 1) % round(INTERVAL / self.step):
            return np.zeros((n, n))
        k = self.inverse @ x
        self.inverse = self.inverse - np.outer(k, k) / (1 + x @ k)
        return np.outer(self.wanted() - u, self.inverse @ x)

    def _force_by_readouts(self, x: Array, weights: Array) -> Array:
        """Readouts z = w x are fed back along orthonormal q, and RLS trains w alone, on their errors."""
        n = len(x)
        q = scipy.linalg.orth(self.feedback(n).T).T
        if self.inverse is None or self.readout is None or self.before is None:
            self.inverse, self.readout = self.rate / ALPHA * np.eye(n), np.zeros((len(q), n))
            self.before = weights
        self.turn += 1
        if (self.turn - 1) % round(INTERVAL / self.step):
            return np.zeros((n, n))
        z = self.readout @ x
        aim = q @ (self.wanted() - self.before @ x)
        px = self.inverse @ x
        c = 1 / (1 + x @ px)
        self.inverse = self.inverse - c * np.outer(px, px)
        before, self.readout = self.readout, self.readout - c * np.outer(z - aim, px)
        return q.T @ (self.readout - before)

    def feedback(self, units: int) -> Array:
        return feedback(units, 1 if self.name == "force readout" else 2)

    def reachable(self, v: Array) -> Array:
        """Give Π v = qᵀ (q qᵀ)⁻¹ q v."""
        q = self.feedback(len(v))
        return q.T @ np.linalg.solve(q @ q.T, q @ v)

    def wanted(self) -> Array:
        return np.arctanh(LEVEL * self.xi) / GAIN - STRENGTH * self.eta

    def _through_time(self, x: Array, weights: Array, back: Array) -> Array:
        change = np.zeros_like(weights)
        for state, g in reversed(self.past[-round(WINDOW / self.step) :]):
            credit = g * back
            change += self.step * np.outer(credit, state)
            back = back + self.step * (weights.T @ credit - back)
        self.past.append((x, slopes(x, weights, self.eta)))
        return change

    def drive(self, x: Array, weights: Array) -> Array:
        """Give Ḡ x̄ by the table of the theory."""
        n, xi, s, u = len(x), self.xi, x @ x, weights @ x
        error, g = xi - x, slopes(x, weights, self.eta)
        inverse = np.eye(n) - g[:, None] * weights
        response = np.linalg.inv(inverse)
        leaky = np.linalg.inv(inverse + np.eye(n) / TRACE)
        finite = (np.eye(n) - scipy.linalg.expm(-WINDOW * inverse.T)) @ response.T
        w = readouts(n)
        return {
            "hebbian": lambda: xi * s / n,
            "error-driven": lambda: error * s / n,
            "kurikawa-kaneko": lambda: error * (s - u**2) / n,
            "oja": lambda: xi * (s - xi * u) / n,
            "oja unsupervised": lambda: x * (s - x * u) / n,
            "oja full decay": lambda: xi * s / n - xi**2 * u,
            "covariance": lambda: xi * (s - self.theta @ x) / n,
            "covariance given": lambda: xi * (s - self.theta @ x) / n,
            "covariance task mean": lambda: xi * (s - self.theta @ x) / n,
            "covariance sliding": lambda: np.zeros(n),
            "force": lambda: (self.wanted() - u) * s / (ALPHA * INTERVAL),
            "force readout": lambda: self.reachable(self.wanted() - u) * s / (ALPHA * INTERVAL),
            "force readouts": lambda: self.reachable(self.wanted() - u) * s / (ALPHA * INTERVAL),
            "gradient": lambda: g * (response.T @ error) * s / n,
            "gradient through time": lambda: g * (finite @ error) * s / n,
            "readout error": lambda: w.T @ (w @ error) / n * s / n,
            "node perturbation": lambda: (
                2 * np.sqrt(2 * NOISE) / n * BASELINE / (BASELINE + TRACE) * (leaky.T @ error) * s
            ),
        }[self.name]()


def plain(name: str, task: flr.tasks.InputOutputMap, place: int, weights: Array, **more: float) -> Plain:
    """Give the plain rule of one map of a task."""
    units = weights.shape[0]
    theta = np.zeros(units)
    if name == "covariance given":
        theta = given_threshold(units)
    if name == "covariance task mean":
        theta = np.mean([rest(weights, eta) for eta in task.inputs], axis=0)
    options = {"rate": 1.0, "step": 0.1} | more
    return Plain(name, np.array(task.inputs[place]), np.array(task.targets[place]), theta, **options)
