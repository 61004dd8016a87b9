"""Where the equal-time relation fails, and how the diagnostics say so before anything is learned.

Three networks of 100 units: symmetric, asymmetric, and strongly non-normal near its instability with large
fluctuations. Prints the diagnostics of each from its activity alone, and R² and slope of four predictions
against measured speeds.
"""

import numpy as np

import flrinterop as flr

UNITS, MAPS = 100, 30


def embedded_near_instability() -> flr.Network:
    """Give ten pre-embedded maps, their gain at 0.95 of the instability."""
    coupling = flr.couplings.pre_embedded(units=UNITS, maps=10, rng=5)
    edge = float(np.linalg.eigvals(coupling.dense()).real.max())
    return flr.Network(coupling, gain=0.95 / edge, noise=0.003, input_strength=0.2)


symmetric = flr.couplings.gaussian(UNITS, symmetry=1.0, rng=1)
asymmetric = flr.couplings.gaussian(UNITS, symmetry=0.0, rng=1)
networks = {
    "symmetric": flr.Network(symmetric, gain=0.35, noise=1e-3, input_strength=0.2),
    "asymmetric": flr.Network(asymmetric, gain=0.7, noise=1e-3, input_strength=0.2),
    "non-normal, large fluctuations": embedded_near_instability(),
}

for name, network in networks.items():
    rest = flr.simulate(network, trials=64, duration=500, lags=2, lag_every=5, rng=2)
    task = flr.tasks.InputOutputMap.at_angles(rest, maps=MAPS, rng=3)
    evoked = np.array([flr.fixed_point(network, eta).state for eta in task.inputs])
    seen = flr.measure_speed(network, task, rng=4)
    found = flr.diagnose(rest)
    print(f"{name}: {'nothing speaks against' if found.trustworthy else 'do not trust'} equal-time")
    for item in found.items:
        verdict = "holds" if item.holds else "does not hold"
        print(f"  {item.name:<34} {item.value:6.3f}  limit {item.limit:.2f}  {verdict}")
    no_response = network.gain * np.mean(task.targets**2, axis=1) * np.mean(evoked**2, axis=1)
    predictions = {
        "linearised": flr.predict_speed(network, task),
        "one-lag": flr.predict_speed(rest, task, estimator="one-lag", evoked=evoked),
        "equal-time": flr.predict_speed(rest, task, evoked=evoked),
        "no response at all": no_response,
    }
    for label, told in predictions.items():
        compared = flr.compare(told, seen)
        span = f"span {compared.predictor_range:.1f}-fold"
        print(f"  {label:<20} R² {compared.r2:6.3f}  slope {compared.slope:6.3f}  {span}")
