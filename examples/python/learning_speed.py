"""Theory against simulation: how fast will each of 40 maps be learned, and how fast is it?

Prints R², slope and rank correlation, each with its interval, for three predictions; the figure goes to output/.
"""

from pathlib import Path

from matplotlib.figure import Figure

import flrinterop as flr

network = flr.Network(flr.couplings.pre_embedded(units=100, maps=5, rng=1), gain=0.8, noise=1e-3)
rest = flr.simulate(network, trials=64, duration=500, rng=3, progress=True)
task = flr.tasks.InputOutputMap.at_angles(
    rest, maps=40, rng=2
)  # targets at many angles to the leading axes of `rest`
seen = flr.measure_speed(network, task, rule="hebbian", rng=4, progress=True)

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
    print(f"  R²         {found.r2:.4f}  ({found.r2_interval[0]:.4f} … {found.r2_interval[1]:.4f})")
    print(f"  slope      {found.slope:.4f}  ({found.slope_interval[0]:.4f} … {found.slope_interval[1]:.4f})")
    print(
        f"  Spearman   {found.spearman:.4f}  ({found.spearman_interval[0]:.4f} … {found.spearman_interval[1]:.4f})"
    )
    print(f"  predictions span {found.predictor_range:.2f}-fold over {task.maps} maps")
figure.savefig(output / "theory_against_simulation.png", dpi=200)
print(f"figure: {output / 'theory_against_simulation.png'}")
