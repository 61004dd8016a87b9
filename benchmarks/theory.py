"""How fast are the predictions: the susceptibility, the time of adiabatic learning, the ranking of
decoders?

    python benchmarks/theory.py [--repeats 5] [--quick] [--json FILE]

NumPy and SciPy do the same work: Newton's iteration for the fixed point, one inverse, and the eigenvalues
that tell whether it is stable; dJ/ds = ξ x*ᵀ/N kept as J₀ + ξ aᵀ and integrated by ``solve_ivp`` until
the threshold; all decoders scored as one stack of products.
"""

import sys

from measuring import THREADS, Case, in_turn, quick_or_whole

import numpy as np  # isort: skip
from scipy.integrate import solve_ivp

import flrinterop as flr

GAIN, STRENGTH, THRESHOLD, TOLERANCE = 0.8, 0.6, 0.7, 1e-8
LATENTS, TARGETS, DECODERS, CANDIDATES = 10, 8, 100, 10_000


def settled(J: np.ndarray, bias: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    for _ in range(50):
        value = np.tanh(GAIN * (J @ x) + bias)
        slopes = GAIN * (1 - value**2)
        step = np.linalg.solve(np.eye(x.size) - slopes[:, None] * J, value - x)
        x = x + step
        if np.abs(step).max() < 1e-12:
            break
    return x, slopes


def numpy_response(J: np.ndarray) -> np.ndarray:
    _, slopes = settled(J, np.zeros(len(J)), np.zeros(len(J)))
    # Ours says whether the state is stable, too.
    assert np.linalg.eigvals(slopes[:, None] * J).real.max() < 1
    return np.linalg.inv(np.eye(len(J)) - slopes[:, None] * J)


def numpy_times(J: np.ndarray, inputs: np.ndarray, targets: np.ndarray) -> list[float]:
    units, times = len(J), []
    for eta, xi in zip(inputs, targets, strict=True):
        bias, last = GAIN * STRENGTH * eta, [np.zeros(units)]

        def state(a, xi=xi, bias=bias, last=last) -> np.ndarray:
            last[0] = settled(J + np.outer(xi, a), bias, last[0])[0]
            return last[0]

        def reached(_, a, xi=xi, state=state) -> float:
            return float(xi @ state(a) / units - THRESHOLD)

        reached.terminal = True
        flow = solve_ivp(
            lambda _, a, state=state: state(a) / units,
            (0, 1e3),
            np.zeros(units),
            events=reached,
            rtol=TOLERANCE,
            atol=1e-12,
        )
        times.append(float(flow.t[-1]))
    return times


def numpy_decoders(count: int) -> float:
    rng = np.random.default_rng(1)
    means, readout = rng.standard_normal((TARGETS, DECODERS)), rng.standard_normal((2, LATENTS))
    projection = np.eye(LATENTS)[np.arange(DECODERS) % LATENTS].T / np.sqrt(DECODERS / LATENTS)
    lags = np.abs(np.subtract.outer(np.arange(DECODERS), np.arange(DECODERS)))
    covariance = np.exp(-0.1 * lags)
    angles = 2 * np.pi * np.arange(TARGETS) / TARGETS
    directions = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    gram = means @ means.T / DECODERS
    orders = rng.permuted(np.tile(np.arange(DECODERS), (count, 1)), axis=1)
    weights = (readout @ projection)[:, orders].transpose(1, 0, 2)
    response = np.einsum("cai,cbi->cab", np.matmul(weights, covariance), weights)
    velocity = np.matmul(weights, means.T)
    error = directions.T[None] - velocity
    moved = np.einsum("bk,ckl,cla->cab", directions, response, error)
    speeds = np.einsum("cab,ab->c", moved, gram) / TARGETS**2
    np.argsort(-speeds)
    return 0.0


def main() -> int:
    chosen, report = quick_or_whole("theory", "How fast are the predictions?")
    repeats = min(chosen.repeats, 5)
    sizes, took = [], []
    for units in (100, 300) if chosen.quick else (100, 300, 1000):
        coupling = flr.couplings.gaussian(units, 0.8, rng=1)
        network, J = flr.Network(coupling, gain=GAIN), coupling.dense()
        response = flr.respond(network, "linearised").matrix
        mine, peer = in_turn(
            repeats,
            lambda net=network: [flr.respond(net, "linearised") for _ in range(3)] and None,
            lambda j=J: [numpy_response(j) for _ in range(3)] and None,
        )
        slopes = settled(J, np.zeros(units), np.zeros(units))[1]
        note = f"largest difference {np.abs(response - numpy_response(J)).max():.1e}" if slopes.size else ""
        report.add(Case(f"susceptibility, N = {units}", "a second", 3 / mine, {"NumPy": 3 / peer}, note=note))
        sizes.append(units)
        took.append(mine)
    report.growth("susceptibility, N", sizes, took, "3 in N")
    for units, maps in ((50, 2),) if chosen.quick else ((100, 8), (200, 4)):
        coupling = flr.couplings.gaussian(units, 0.6, rng=1)
        network = flr.Network(coupling, gain=GAIN, input_strength=STRENGTH)
        task, J = flr.tasks.InputOutputMap.random(units, maps, rng=2), coupling.dense()
        told: dict[str, list[float]] = {}

        def ours(net=network, pairs=task, told=told) -> None:
            told["ours"] = flr.predict_learning_time(
                net, pairs, "hebbian", threshold=THRESHOLD, threads=THREADS
            ).time.tolist()

        def theirs(j=J, pairs=task, told=told) -> None:
            told["theirs"] = numpy_times(j, pairs.inputs, pairs.targets)

        mine, peer = in_turn(1 if chosen.quick else min(repeats, 3), ours, theirs)
        apart = np.abs(np.array(told["ours"]) / np.array(told["theirs"]) - 1).max()
        report.add(
            Case(
                f"adiabatic learning time, N = {units}, {maps} maps",
                "maps/s",
                maps / mine,
                {"SciPy": maps / peer},
                note=f"times within {apart:.0e}",
            )
        )
    mine, peer = in_turn(
        repeats,
        lambda: report.twin.ask("decoders", DECODERS, CANDIDATES, THREADS),
        lambda: numpy_decoders(CANDIDATES) or None,
    )
    report.add(
        Case(
            f"{CANDIDATES} decoders of {DECODERS} units ranked",
            "decoders/s",
            CANDIDATES / mine,
            {"NumPy": CANDIDATES / peer},
            note="ours also draws without repeats, screens and reports angles",
        )
    )
    report.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
