"""A brain–computer interface: which of 60 decoders is learned fastest, from baseline activity alone.

One network with an intrinsic manifold reaches for eight targets through a decoder. Of 8,000 permutations of
its latents (within the manifold) and 8,000 of its units (outside), alike in |B|², 30 pairs alike in initial
progress and error are learned by paired simulation, and ranked by the residual covariance of the activity
recorded before. Decoders within the manifold are learned faster since activity fluctuates more along the
directions that they need: given the prediction from these fluctuations next to nothing is left of the class;
given error, |B|² and mean activity alone (the identity null) it is as large as before.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from criteria import Criteria
from matched import KINDS, PAIRS, left, matched
from matplotlib.figure import Figure
from scipy.stats import rankdata, spearmanr

import flrinterop as flr

LATENTS, EVERY = 10, 20  # EVERY: of which decoders the whole interference is measured


def main() -> None:
    """Print one line a predictor, the interference and the effect of the class, and draw them."""
    model = flr.bci.model(rng=1)
    rest = flr.bci.record(model, rng=1)
    old = rest.decoder(latents=LATENTS)
    residual = rest.baseline()
    moments = residual.means, np.cov(rest.activity.T, bias=True), model.target_deg
    total = flr.DecoderBaseline.from_moments(*moments, noise=model.network.noise)
    wanted = residual.progress_through(old)
    decoders = matched(residual, old)
    silent = flr.bci.Model(flr.Network(model.network.coupling, noise=0), model.cues, model.directions)

    def transfer(decoder: flr.LatentDecoder) -> np.ndarray:
        """Measure what training each target does to every other, without noise."""
        rows = [
            flr.bci.measure(silent, decoder, wanted, repeats=1, trained_target=a, rng=1) for a in range(8)
        ]
        return np.stack([row.per_target for row in rows])

    with ThreadPoolExecutor(2) as pool:
        measured = pool.map(lambda one: flr.bci.measure(model, one, wanted, rng=101).speed, decoders)
        seen, moved = np.array(list(measured)), np.stack(list(pool.map(transfer, decoders[::EVERY])))
    told = [flr.predict_decoder(residual, one, wanted) for one in decoders]
    linear = [flr.predict_decoder(model.baseline(), one, wanted) for one in decoders]
    predictors = {
        "linearised": [one.speed for one in linear],
        "residual C": [one.speed for one in told],
        "total C": [flr.predict_decoder(total, one, wanted).speed for one in decoders],
        "identity null": [one.identity_null for one in told],
        "FLR2, no error": [one.flr2 for one in told],
    }
    error = np.array([np.sqrt(np.square(one.error).sum() / 8) for one in told]) / wanted
    progress = np.array([one.progress.mean() for one in told]) / wanted
    given = rankdata(error), rankdata(progress)
    criteria = Criteria()
    figure = Figure(figsize=(10, 3.4), layout="constrained")
    axes = figure.subplots(1, 3)
    for name, values in predictors.items():
        x = np.array(values)
        rho = spearmanr(x, seen).statistic
        partial = np.corrcoef(left(rankdata(x), *given), left(rankdata(seen), *given))[0, 1]
        r2, slope = np.corrcoef(x, seen)[0, 1] ** 2, x @ seen / (x @ x)
        print(f"{name:15} Spearman {rho:.3f}  partial {partial:.3f}  R² {r2:.3f}  slope {slope:.3g}")
        if name == "residual C":
            criteria.at_least("residual C, Spearman", rho, 0.98)
            criteria.at_least("residual C, partial given error and progress", partial, 0.95)
    for kind, own in zip(KINDS, (slice(PAIRS), slice(PAIRS, None)), strict=True):
        axes[0].plot(np.array(predictors["residual C"])[own], seen[own], ".", label=kind)
    beside = ~np.eye(8, dtype=bool)
    for name, of in (("linearised", linear), ("residual C", told)):
        x, y = (
            np.stack([one.interference for one in of[::EVERY]])[:, beside].ravel(),
            moved[:, beside].ravel(),
        )
        r2 = np.corrcoef(x, y)[0, 1] ** 2
        print(f"interference, {y.size} entries, {name}: R² {r2:.4f}, same sign {np.mean(x * y > 0):.0%}")
        axes[1].plot(x, y, ".", markersize=3, label=f"{name}, R² {r2:.3f}")
        if name == "linearised":
            criteria.at_least("interference, linearised, R²", r2, 0.99)
    outside = np.repeat([0.0, 1.0], PAIRS)
    variance = np.log([np.trace(one.weights @ residual.response[0] @ one.weights.T) for one in decoders])
    norm = np.log([np.square(one.weights).sum() for one in decoders])
    effects = {
        "nothing": (),
        "error, progress": (error, progress),
        "these, |B|²": (error, progress, norm),
        "these, tr BCBᵀ": (error, progress, variance),
        "identity null": (np.log(predictors["identity null"]),),
        "residual C": (np.log(predictors["residual C"]),),
    }
    for name, held in effects.items():
        own = left(outside, *held)
        effects[name] = own @ np.log(seen) / (own @ outside)
        print(f"log speed, outside − within, given {name}: {effects[name]:+.2f}")
    criteria.within("log speed, outside − within, given residual C", effects["residual C"], -0.1, 0.1)
    print(f"within ÷ outside, median of pairs: {np.median(seen[:PAIRS] / seen[PAIRS:]):.2f}")
    axes[2].barh(list(effects), list(effects.values()))
    axes[0].set(xlabel="predicted speed, residual C", ylabel="measured speed")
    axes[1].set(xlabel="predicted interference", ylabel="measured")
    axes[2].set(xlabel="log speed, outside − within", title="given", ylim=(5.6, -0.6))
    for ax in axes[:2]:
        ax.legend(fontsize=7)
    criteria.close(figure, __file__)


if __name__ == "__main__":
    main()
