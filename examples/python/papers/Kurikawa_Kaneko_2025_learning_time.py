"""Total learning time: predicted by the adiabatic flow and by a formula, against simulated learning.

Twelve networks, eight maps each, error-driven rule, learned slowly until the overlap with the target is 0.8.
The adiabatic flow knows the couplings; the formula knows only the activity that the inputs evoke before
learning.
"""

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from criteria import Criteria
from draws import maps, network
from matplotlib.figure import Figure

import flrinterop as flr

NETWORKS, MAPS, THRESHOLD, RUN = 12, 8, 0.8, 600.0  # RUN: how long a simulation should take to learn, in τ


def one(net: flr.Network, task: flr.tasks.InputOutputMap, told: float, rng: int) -> float:
    """Simulate one map until it is learned, and give ε t.

    Parameters
    ----------
    net
        The network.
    task
        One map.
    told
        The predicted time per ε; it sets the rate, so that learning is slow.
    rng
        The random key.
    """
    rate = told / RUN
    run = flr.learn(
        net, task, "error-driven", rate=rate, duration=1.2 * RUN, threshold=THRESHOLD, threads=1, rng=rng
    )
    return float(run.time_to_threshold[0]) * rate


def draw(number: int) -> dict[str, np.ndarray]:
    """Predict and simulate the maps of one network.

    Parameters
    ----------
    number
        The draw.
    """
    net = network(number)
    task = maps(net, number, MAPS)
    each = [flr.tasks.InputOutputMap(task.inputs[k : k + 1], task.targets[k : k + 1]) for k in range(MAPS)]
    start = time.perf_counter()
    flow = flr.predict_learning_time(
        net, task, "error-driven", threshold=THRESHOLD, method="adiabatic", threads=1
    )
    flowed = time.perf_counter() - start
    evoked = flr.simulate(net, task, state="evoked", trials=32, duration=200, threads=1, rng=number)
    formula = flr.predict_learning_time(evoked, task, "error-driven", threshold=THRESHOLD, method="formula")
    speed = flr.predict_speed(net, task, "error-driven").speed
    overlap = (
        np.einsum("mi,mi->m", task.targets, [flr.fixed_point(net, eta).state for eta in task.inputs])
        / net.units
    )
    start = time.perf_counter()
    seen = np.array([one(net, map_, told, number) for map_, told in zip(each, flow.time, strict=True)])
    return {
        "adiabatic": flow.time,
        "formula": formula.time,
        "distance ÷ speed": (THRESHOLD - overlap) / speed,
        "simulated": seen,
        "seconds": np.array([flowed, time.perf_counter() - start]),
    }


def main() -> None:
    """Print one line a prediction and draw them."""
    # The first call compiles what it needs; the times below are those of calls.
    flr.predict_learning_time(network(0), maps(network(0), 0, 1), "error-driven", threshold=THRESHOLD)
    with ThreadPoolExecutor(2) as pool:
        draws = list(pool.map(draw, range(NETWORKS)))
    both = {name: np.concatenate([one[name] for one in draws]) for name in draws[0] if name != "seconds"}
    seen = both.pop("simulated")
    flowed, simulated = np.sum([one["seconds"] for one in draws], axis=0)
    criteria = Criteria()
    figure = Figure(figsize=(5.4, 4.8), layout="constrained")
    ax = figure.subplots()
    for name, told in both.items():
        found = flr.compare(told, seen)
        ratio = float(np.nanmedian(seen / told))
        print(
            f"{name:18} R² {found.r2:.4f}  logarithms {found.r2_log:.4f}"
            f"  median simulated ÷ predicted {ratio:.3f}"
            f"  span {found.predictor_range:.1f}-fold  n {told.size - found.left_out}"
        )
        ax.loglog(told, seen, ".", label=f"{name}, R² {found.r2:.3f}")
        if name == "adiabatic":
            criteria.at_least("adiabatic R²", found.r2, 0.99)
            criteria.within("adiabatic, median ratio", ratio, 0.97, 1.03)
    print(
        f"simulation {simulated:.1f} s, adiabatic flow {flowed:.2f} s: {simulated / flowed:.0f} times cheaper"
    )
    ax.axline((1, 1), (2, 2), color="k", linewidth=0.6)
    ax.set(xlabel="predicted time (ε t, τ)", ylabel="simulated time (ε t, τ)")
    ax.legend(fontsize=8)
    criteria.close(figure, __file__)


if __name__ == "__main__":
    main()
