"""Theory against simulation: how fast will each of 40 maps be learned, and how fast is it?

Prints R², slope and rank correlation with their intervals for three predictions; the figure goes to output/.
"""

from pathlib import Path

from matplotlib.figure import Figure

import flrinterop as flr

known = flr.couplings.pre_embedded(units=100, maps=5, scale=0.5, rng=1)
background = flr.couplings.gaussian(units=100, strength=0.7, symmetry=1.0, rng=2)
network = flr.Network(known + background, gain=0.5, noise=1e-3, input_strength=0.2)
rest = flr.simulate(network, trials=64, duration=500, rng=4, progress=True)
task = flr.tasks.InputOutputMap.at_angles(rest, maps=40, rng=3)  # targets at many angles to its leading axes
seen = flr.measure_speed(network, task, rule="hebbian", rng=5, progress=True)

predictions = {
    "FLR1, equal-time": flr.predict_speed(rest, task, rule="hebbian"),
    "FLR2": flr.predict_speed(rest, task, rule="hebbian", relation="flr2"),
    "linearised": flr.predict_speed(network, task, rule="hebbian"),
}

output = Path("output")
output.mkdir(exist_ok=True)
figure = Figure(figsize=(12.6, 4.2), layout="constrained")
for ax, (name, told) in zip(figure.subplots(1, 3), predictions.items(), strict=True):
    found = flr.compare(told, seen)
    found.plot(ax, title=name)
    print(name)
    for label, value, (low, high) in (
        ("R²", found.r2, found.r2_interval),
        ("slope", found.slope, found.slope_interval),
        ("Spearman", found.spearman, found.spearman_interval),
    ):
        print(f"  {label:<10} {value:.4f}  ({low:.4f} … {high:.4f})")
    print(f"  predictions span {found.predictor_range:.2f}-fold over {task.maps} maps")
figure.savefig(output / "theory_against_simulation.png", dpi=200)
print(f"figure: {output / 'theory_against_simulation.png'}")
