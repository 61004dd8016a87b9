"""The landscape picture: spontaneous activity seen along a target and its input, before and after learning.

The effective potential is −log p of the activity projected on the two directions. Learning digs a valley
along the target; a direction that varied much beforehand is dug faster. The figure goes to output/.
"""

from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

import flrinterop as flr

UNITS = 100
known = flr.couplings.pre_embedded(units=UNITS, maps=3, rng=1)
before = flr.Network(known, gain=0.7, noise=0.02, input_strength=0.5)
rest = flr.simulate(before, trials=64, duration=500, rng=2)
axis = np.sign(flr.best_directions(rest, 1).vectors[0])
random = flr.tasks.InputOutputMap.random(units=UNITS, maps=1, rng=3)

figure = Figure(figsize=(8.5, 7), layout="constrained")
for row, (name, target) in zip(
    figure.subplots(2, 2), (("fast", axis), ("random", random.targets[0])), strict=True
):
    task = flr.tasks.InputOutputMap(random.inputs, target[None])
    speed = flr.predict_speed(rest, task).speed[0]
    run = flr.learn(before, task, "hebbian", rate=0.03, duration=100, rng=4)
    after = flr.Network(flr.couplings.from_array(run.couplings[0]), gain=0.7, noise=0.02)
    for ax, (when, network) in zip(row, (("before", before), ("after", after)), strict=True):
        seen = flr.simulate(network, trials=64, duration=200, record=("samples",), rng=5)
        flr.landscape(seen, target, random.inputs[0]).plot(ax)
        along = float(np.std(seen.samples @ target / UNITS))
        ax.set_title(f"{name} target, {when} learning: spread along it {along:.3f}")
        print(f"{name:6} target, {when:6} learning: spread along the target {along:.3f}")
    print(f"{name:6} target: predicted speed {speed:.4f}, overlap with the input on {run.overlap[0, -1]:.3f}")
output = Path("output")
output.mkdir(exist_ok=True)
figure.savefig(output / "landscape.png", dpi=150)
print(f"figure: {(output / 'landscape.png').as_posix()}")
