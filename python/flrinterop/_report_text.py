"""What the report says in words."""

COLUMNS = {
    "target_deg": "target (deg)",
    "slope": "slope (mm/s per trial)",
    "slope_standard_error": "± standard error",
    "slope_40": "slope, 40 trials",
    "change": "change, late − early (mm/s)",
    "trials_to_peak": "trials to peak",
    "initial_slope": "initial slope (mm/s per trial)",
    "open_loop": "open-loop start (mm/s)",
    "variance_along_target": "variance along target ξᵀCξ",
    "evoked_squared": "evoked |z̄|²",
    "flr1": "FLR1",
    "flr2": "FLR2",
}

NOT_CLAIMED = tuple(
    """
It predicts the <em>initial</em> speed of <em>slow</em> learning, and only where something is learned.
Where nothing was learned there is no speed to predict.

Eight targets of one decoder are few: a true correlation of 0.5 is seen in about one session in five. No
relation found is not no relation, and one session settles nothing.

Opposite targets share a variance: eight targets hold at most four different ones, with two free
contrasts.

The prediction is a product of the variance along the target and the squared evoked response. Where one
of the two hardly varies, a correlation with the product says little about it: look at the two factors.

The window of the speeds changes the answer. That of 75 trials is the window of the study that the
recording comes from, and was settled after both had been seen; 40 is given beside it. Take the result as
exploratory.

More variability is not faster learning: across experiments on motor adaptation the two have no relation
(He et al. 2016, doi 10.1371/journal.pcbi.1005023).
""".strip().split("\n\n")
)

DEFINITIONS = tuple(
    """
Progress of a bin: the single-bin velocity through the perturbed decoder, v = M2 z + M0, along the
direction from the cursor to the target. A trial’s value is the mean over its usable bins; the first 6
bins of a trial are frozen and left out.

Learning: the slope of the trial value over trials with an intercept for each target; standard error by
Newey and West.

Speed of a target: the least-squares slope of the trial value on the target’s own trial number, over its
first 75 trials.

ξ = M2ᵀu: the direction to be learned for the target direction u, through the perturbed decoder. z̄: the
mean activity of the target’s bins in the intuitive block. C: the covariance of the intuitive block. FLR2
= ξᵀCξ |z̄|². FLR1 uses the error-driven rule.

ρ: Spearman’s rank correlation. p: two-sided, over all orders of the speeds. Interval: Fisher z. Partial:
given the open-loop start.
""".strip().split("\n\n")
)
