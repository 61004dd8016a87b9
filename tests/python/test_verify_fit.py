"""Simulated sessions whose answer is known: do intervals cover it, and how often is nothing taken for
something? `make verify` prints the figures.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

import flrinterop as flr

SESSIONS = 200
#: Sessions for the interval of the trend, for each of the others: it errs about 6 % of the time.
ALIKE = 3
TARGETS, LATENTS = 8, 6
#: Trials of each target, and bins of each trial, in the intuitive and in the perturbed block.
TRIALS, BINS = (60, 75), (5, 4)
BIN_S = 0.045
NOISE = 1.0  # of a latent in a bin
TRIAL_NOISE = 0.4  # of a latent over a trial
CORRELATION = 0.6  # of the log of the prediction with the speed, over targets
SPEED = 0.5  # the deviation of the speeds over targets, mm/s per trial
COVERAGE = (0.92, 0.98)  # nominal 0.95
FALSE_POSITIVES = (0.03, 0.07)  # nominal 0.05

ANGLES = np.arange(TARGETS) * 45.0
TOWARDS = np.stack([np.cos(np.deg2rad(ANGLES)), np.sin(np.deg2rad(ANGLES))], axis=1)


def simulated(slopes: np.ndarray, evoked: np.ndarray, weights: np.ndarray, draw: np.random.Generator):
    """Give a session in which progress through the perturbed decoder rises by ``slopes`` mm/s per trial."""
    along = TOWARDS @ weights[1]
    step = along / np.sum(along**2, axis=1, keepdims=True)
    parts = []
    for block, (trials, bins) in enumerate(zip(TRIALS, BINS, strict=True)):
        count = trials * TARGETS
        target = np.concatenate([draw.permutation(TARGETS) for _ in range(trials)])
        number = np.repeat(np.arange(1, trials + 1), TARGETS)
        level = evoked[target] + TRIAL_NOISE * draw.normal(size=(count, LATENTS))
        if block == 1:
            level += (slopes[target] * number)[:, None] * step[target]
        z = np.repeat(level, bins, axis=0) + NOISE * draw.normal(size=(count * bins, LATENTS))
        part = pd.DataFrame({f"latent_{place + 1}": z[:, place] for place in range(LATENTS)})
        part["block"] = block + 1
        part["trial"] = np.repeat(np.arange(count) + block * TRIALS[0] * TARGETS + 1, bins)
        part["time"] = np.tile(np.arange(1, bins + 1), count)
        part[["target_x_mm", "target_y_mm"]] = 100 * TOWARDS[np.repeat(target, bins)]
        part["target_deg"] = ANGLES[np.repeat(target, bins)]
        parts.append(part)
    table = pd.concat(parts, ignore_index=True).assign(usable=True, x_mm=0.0, y_mm=0.0)
    trial_table = table.groupby("trial", as_index=False)[["block", "target_deg"]].first()
    decoders = [
        {"decoder": name, "axis": axis, "offset": 0.0, "smoothing_x": 0.0, "smoothing_y": 0.0}
        | {f"latent_{place + 1}": matrix[row, place] for place in range(LATENTS)}
        for name, matrix in zip(("intuitive", "perturbed"), weights, strict=True)
        for row, axis in enumerate("xy")
    ]
    return flr.BciSession.from_tables(
        bins=table, trials=trial_table.assign(success=True), decoders=pd.DataFrame(decoders), bin_s=BIN_S
    )


def drawn(draw: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give decoders, evoked means and the logs of the predictions, standard normal over targets."""
    weights = 8 * draw.normal(size=(2, 2, LATENTS))
    along = TOWARDS @ weights[1]
    logs = draw.normal(size=TARGETS)
    length = np.sqrt(np.exp(logs) / np.sum(along**2, axis=1))
    directions = draw.normal(size=(TARGETS, LATENTS))
    evoked = directions * (length / np.linalg.norm(directions, axis=1))[:, None]
    return weights, 4 * evoked / np.median(np.linalg.norm(evoked, axis=1)), logs


@pytest.mark.verify
@pytest.mark.timeout(1800)
def test_nothing_is_seldom_taken_for_something() -> None:
    p: dict[str, list[float]] = {"trend": [], "trend, permutation": [], "relation, permutation": []}
    for session in range(SESSIONS):
        draw = np.random.default_rng([1, session])
        weights, evoked, _ = drawn(draw)
        found = flr.fit(simulated(np.zeros(TARGETS), evoked, weights, draw), rng=session)
        p["trend"].append(found.learning.p)
        p["trend, permutation"].append(found.learning.permutation_p)
        p["relation, permutation"].append(found.relation.p)
    rates = {name: float(np.mean(np.array(values) < 0.05)) for name, values in p.items()}
    print(f"\n{SESSIONS} sessions without learning, false positives at 5 %:")
    for name, rate in rates.items():
        print(f"  {name:<24} {100 * rate:.1f} %")
    # the trend's own p is asymptotic; the coverage of its interval is held to its bounds below
    for name in ("trend, permutation", "relation, permutation"):
        assert FALSE_POSITIVES[0] <= rates[name] <= FALSE_POSITIVES[1], name


@pytest.mark.verify
@pytest.mark.timeout(1800)
def test_intervals_cover_the_answer() -> None:
    rank_correlation = 6 / math.pi * math.asin(CORRELATION / 2)  # of two normal variables
    inside: dict[str, list[bool]] = {"slope of a target": [], "trend": [], "relation": []}
    errors = []
    for session in range(SESSIONS):
        draw = np.random.default_rng([2, session])
        weights, evoked, logs = drawn(draw)
        own = CORRELATION * logs + math.sqrt(1 - CORRELATION**2) * draw.normal(size=TARGETS)
        slopes = SPEED * own
        found = flr.fit(simulated(slopes, evoked, weights, draw), rng=session)
        error = (found.table["slope"] - slopes) / found.table["slope_standard_error"]
        errors.append(error.to_numpy())
        low, high = found.relation.interval
        inside["relation"].append(low <= rank_correlation <= high)
        for _ in range(ALIKE):
            even = flr.fit(simulated(np.full(TARGETS, SPEED), evoked, weights, draw), rng=session)
            low, high = even.learning.interval
            inside["trend"].append(low <= SPEED / TARGETS <= high)
    # Student's t with 73 degrees of freedom
    inside["slope of a target"] = list(np.abs(np.concatenate(errors)) < 1.993)
    rates = {name: float(np.mean(values)) for name, values in inside.items()}
    print(f"\n{SESSIONS} sessions whose answer is known, coverage of 95 % intervals:")
    for name, rate in rates.items():
        print(f"  {name:<24} {100 * rate:.1f} % of {len(inside[name])}")
    for name, rate in rates.items():
        assert COVERAGE[0] <= rate <= COVERAGE[1], name
