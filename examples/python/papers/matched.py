"""Decoders within and outside the manifold that are alike in what learning starts from."""

import numpy as np

import flrinterop as flr

CANDIDATES, PAIRS = 8000, 30
KINDS = ("within-manifold", "outside-manifold")


def matched(baseline: flr.DecoderBaseline, old: flr.LatentDecoder) -> list[flr.LatentDecoder]:
    """Give decoders within the manifold, then as many outside it, paired on progress and error.

    Parameters
    ----------
    baseline
        What was recorded.
    old
        The decoder to perturb.
    """
    ranked = [
        flr.rank_decoders(
            baseline, kind, CANDIDATES, decoder=old, angle_range=(20, 85), intervals=0, threads=2, rng=1
        )
        for kind in KINDS
    ]
    rows = [np.arange(0, len(one), max(1, len(one) // 600)) for one in ranked]
    inside, outside = (
        np.stack([one.open_loop_progress, one.initial_error], axis=1)[row]
        for one, row in zip(ranked, rows, strict=True)
    )
    distance = np.square(inside[:, None] - outside).sum(axis=2)
    pairs = []
    for _ in range(PAIRS):  # the nearest pair is taken, then the nearest of the rest
        first, second = np.unravel_index(np.argmin(distance), distance.shape)
        pairs.append((rows[0][first], rows[1][second]))
        distance[first], distance[:, second] = np.inf, np.inf
    return [
        one.decoder(row) for one, own in zip(ranked, zip(*pairs, strict=True), strict=True) for row in own
    ]


def left(values: np.ndarray, *given: np.ndarray) -> np.ndarray:
    """Give what is left of values after linear regression on others.

    Parameters
    ----------
    values
        Shape (n,).
    given
        Each shape (n,).
    """
    design = np.stack([np.ones(len(values)), *given], axis=1)
    return values - design @ np.linalg.lstsq(design, values, rcond=None)[0]
