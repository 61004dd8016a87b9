"""Recordings of every layout: what their files store is computed again, and their known numbers come out."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.io import savemat

import flrinterop as flr

DataFile = Callable[[str], Path]

AIRP, BRAZ = (
    "stealey2024_bci_shuffle/airp_shuffle_20220518.npz",
    "stealey2024_bci_shuffle/braz_shuffle_20220924.npz",
)
HENNIG_2018 = "hennig2018_monkeyL_20131218/20131218.mat"
GOLUB_2018 = "golub2018_bci_J20120305/exampleData.mat"
GOLUB_2015 = "golub2015_ime/example_data.mat"
HENNIG_2021 = "hennig2021_monkeyJ_20120528/20120528.mat"
MAZE = "nwb_mc_maze_small_test/sub-Jenkins_ses-small_desc-test_ecephys.nwb"
MOUSE = "nwb_peyrache_A8604/A8604-211122.nwb"
RECORDINGS = {
    HENNIG_2021: ("hennig2021", True),
    HENNIG_2018: ("hennig2018", True),
    AIRP: ("stealey2024", True),
    BRAZ: ("stealey2024", True),
    GOLUB_2018: ("golub2018", False),
    GOLUB_2015: ("golub2015", False),
    MAZE: ("nwb", False),
    MOUSE: ("nwb", False),
}

LATENTS_ERROR = 6e-14
HENNIG_VELOCITY_MM_S = 4e-5
GOLUB_MM_S = 4e-8
STEALEY_MM_S = 3e-13
SIX_DIGITS = 6e-7
FOUR_DIGITS = 6e-5
THREE_DIGITS = 6e-4
MM_IN_CM = 10


@pytest.mark.parametrize("place", RECORDINGS)
def test_every_recording_is_described_validated_and_judged(place: str, data_file: DataFile) -> None:
    layout, fits = RECORDINGS[place]
    path = data_file(place)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        session = flr.load_session(path)
        described = session.describe()
        checks = session.validate()
        assert session.layout == layout
        assert described.can_be_fitted is fits
        assert list(checks.columns[:4]) == ["quantity", "block", "largest_error", "tolerance"]
        assert (checks["largest_error"] <= checks["tolerance"]).all()
        assert session.activity(covariance="total").covariance is not None
        if fits:
            fit = flr.fit(session)
            assert fit.verdict.endswith(".")
            assert np.isfinite(fit.table["flr2"]).all()
        else:
            with pytest.raises(flr.FormatError, match="What can be done: mean"):
                flr.fit(session)


def test_hennig_2018_latents_and_velocities(data_file: DataFile) -> None:
    session = flr.load_session(data_file(HENNIG_2018))
    checks = session.validate().set_index(["quantity", "block"])["largest_error"]
    for block in ("intuitive", "perturbed"):
        assert checks["latents from counts", block] <= LATENTS_ERROR
        assert checks[f"cursor velocity ({block} decoder)", block] <= HENNIG_VELOCITY_MM_S
    assert session.units.shape == (87, 12)


def test_hennig_2018_infers_only_the_cardinal_trials(data_file: DataFile) -> None:
    session = flr.load_session(data_file(HENNIG_2018))
    trials = session.trials
    assert trials["inferred"].all()
    assert list(trials.groupby("block").size()) == [334, 439]
    known = trials.dropna(subset="target_deg")
    assert list(known.groupby("block").size()) == [167, 167]
    assert sorted(known["target_deg"].unique()) == [0, 90, 180, 270]
    bins = session.bins
    assert (bins.loc[bins["target_deg"].notna() & ~bins["usable"]].groupby("trial").size() == 5).all()
    fit = flr.fit(session)
    assert fit.learning.verdict == "no trend"
    assert "inferred" in fit.verdict


def test_hennig_2018_turns_the_y_axis(data_file: DataFile) -> None:
    from flrinterop import _matfile

    path = data_file(HENNIG_2018)
    stored = _matfile.read(path)["D"]["blocks"][0]
    session = flr.load_session(path)
    bins = session.bins[session.bins["block"] == 1]
    velocity = bins[["cursor_velocity_x_mm_s", "cursor_velocity_y_mm_s"]].to_numpy()
    heading = np.rad2deg(np.arctan2(velocity[:, 1], velocity[:, 0])) % 360
    nearest = 45 * np.round(heading / 45) % 360
    told = stored["thetaActualGrps"]
    assert np.array_equal(nearest[~np.isnan(told)], told[~np.isnan(told)])
    np.testing.assert_array_equal(bins["direction_deg"], stored["thetas"])
    assert np.array_equal(session.decoder("intuitive").weights[1], -stored["fDecoder"]["M2"][1])


KNOWN = {
    AIRP: {
        "trials": (168, 720),
        "baseline_s": 1.43562,
        "recovery": (22.04, -1.03, 1.047),
        "drive_cm_s": (1.842, 1.799),
        "silent": 0,
    },
    BRAZ: {
        "trials": (168, 687),
        "baseline_s": 1.26429,
        "recovery": (24.08, 16.01, 0.335),
        "drive_cm_s": (2.083, 1.975),
        "silent": 3,
    },
}


@pytest.mark.parametrize("place", KNOWN)
def test_stealey_2024(place: str, data_file: DataFile) -> None:
    known: dict[str, Any] = KNOWN[place]
    session = flr.load_session(data_file(place))
    assert (session.validate()["largest_error"] < STEALEY_MM_S).all()
    blocks = session.describe().blocks
    assert tuple(blocks["usable_trials"][:2]) == known["trials"]
    np.testing.assert_allclose(blocks["trial_s"][0], known["baseline_s"], atol=1e-5)
    bins, trials = session.bins, session.trials
    assert (bins.filter(like="unit_").sum() == 0).sum() == known["silent"]
    usable = bins.loc[bins["usable"], "trial"].unique()
    time = trials.loc[(trials["block"] == 2) & trials["trial"].isin(usable), "time_s"].to_numpy()
    sets = time[: len(time) // 8 * 8].reshape(-1, 8).mean(axis=1)
    slower = 100 * (sets / blocks["trial_s"][0] - 1)
    best = slower[:21].min()
    found = (slower[0], best, (slower[0] - best) / slower[0])
    np.testing.assert_allclose(found[:2], known["recovery"][:2], atol=5.1e-3)
    np.testing.assert_allclose(found[2], known["recovery"][2], atol=THREE_DIGITS)
    fit = flr.fit(session)
    assert not fit.learning.established
    early_late = drive(session)
    np.testing.assert_allclose(np.array(early_late) / MM_IN_CM, known["drive_cm_s"], atol=THREE_DIGITS)


def drive(session: flr.BciSession) -> tuple[float, float]:
    """Give the mean over targets of the first 8 and the last 20 trials, through the perturbed decoder."""
    decoder = session.decoder("perturbed")
    bins = session.bins[session.bins["usable"] & (session.bins["block"] == 2)]
    velocity = bins.filter(like="unit_").to_numpy() @ decoder.weights.T
    angle = np.deg2rad(bins["target_deg"].to_numpy())
    bins = bins.assign(drive=np.cos(angle) * velocity[:, 0] + np.sin(angle) * velocity[:, 1])
    trials = bins.groupby("trial").agg(target=("target_deg", "first"), drive=("drive", "mean"))
    early = trials.groupby("target")["drive"].apply(lambda own: own.head(8).mean()).mean()
    late = trials.groupby("target")["drive"].apply(lambda own: own.tail(20).mean()).mean()
    return float(early), float(late)


def test_stealey_2024_decoder(data_file: DataFile) -> None:
    path = data_file(AIRP)
    decoder = flr.load_session(path).decoder("intuitive")
    # the file's axis 0 is y of the screen
    np.testing.assert_allclose(
        decoder.smoothing[::-1, ::-1], [[0.606552, -0.004232], [-0.004232, 0.615689]], atol=SIX_DIGITS
    )
    np.testing.assert_allclose(decoder.offset[::-1] / MM_IN_CM, [0.534544, -1.149126], atol=SIX_DIGITS)
    with np.load(path) as stored:
        np.testing.assert_allclose(decoder.weights[::-1] / MM_IN_CM, stored["K_baseline"], rtol=1e-15)


def test_stealey_2024_leaves_clamped_trials_out(data_file: DataFile) -> None:
    bins = flr.load_session(data_file(AIRP)).bins
    assert not bins.loc[bins["error_clamp"] == 1, "usable"].any()
    assert bins.loc[bins["error_clamp"] == 0, "usable"].all()


def test_stealey_2024_needs_a_baseline(tmp_path: Path, data_file: DataFile) -> None:
    with np.load(data_file(AIRP)) as stored:
        variables = dict(stored)
    variables["error_clamp"] = np.ones_like(variables["error_clamp"])
    np.savez(tmp_path / "clamped.npz", **variables)
    with pytest.raises(flr.FormatError, match="too few or too alike to fit A and b"):
        flr.load_session(tmp_path / "clamped.npz")
    variables["trial_offset"] = variables["trial_offset"] + 1
    np.savez(tmp_path / "shifted.npz", **variables)
    with pytest.raises(flr.FormatError, match="trial_offset"):
        flr.load_session(tmp_path / "shifted.npz")
    del variables["K_perturbed"]
    np.savez(tmp_path / "less.npz", **variables)
    with pytest.raises(flr.FormatError, match=r"stealey2024 .* lacks here: K_perturbed"):
        flr.load_session(tmp_path / "less.npz")


def test_golub_2018(data_file: DataFile) -> None:
    session = flr.load_session(data_file(GOLUB_2018))
    checks = session.validate()
    assert len(checks) == 10
    assert (checks["largest_error"] < GOLUB_MM_S).all()
    own = session.bins.groupby("block")["cursor_progress_mm_s"].mean()
    # the authors' own change through the perturbed decoder, mm/s
    through = session.bins.groupby("block")["progress_perturbed_mm_s"].mean()
    np.testing.assert_allclose([through[1], through[2], own[2]], [26.4, 45.7, 45.7], atol=0.06)
    notes = " ".join(session.notes)
    assert "selected" in notes
    assert "244 to 293" in notes
    with pytest.raises(flr.FormatError, match="no target has more than 1"):
        flr.fit(session)


def test_golub_2015(data_file: DataFile) -> None:
    session = flr.load_session(data_file(GOLUB_2015))
    assert np.isnan(session.bin_s)
    assert len(session.trials) == 165
    assert sorted(session.trials["target_deg"].unique()) == [22.5 * place for place in range(16)]
    bins = session.bins
    lengths = bins.groupby("trial").size()
    assert (lengths.min(), lengths.max()) == (9, 40)
    progress = bins.groupby("trial")["step_progress_mm"].mean()
    assert progress.notna().all()
    # practised control: no rise over the trials
    slope = np.polyfit(progress.index, progress, 1)[0]
    assert abs(slope * len(progress)) < progress.std()
    assert flr.load_session(data_file(GOLUB_2015), bin_s=0.03).bin_s == 0.03


def degenhart(trials: int = 6) -> list[dict[str, Any]]:
    """Give trials that follow the layout: a run that observes, one that is helped, one that is not."""
    draw = np.random.default_rng(2)
    found = []
    for place in range(trials):
        kind = ("observation", "gradualTrain", "baselineEvaluation")[place * 3 // trials]
        bins = 0 if kind == "observation" else 9 + place
        velocity = draw.normal(size=(bins, 2))
        step = 0.045 * velocity * [1, -1] * (0.5 if kind == "gradualTrain" else 1)
        step[:6] = 0
        position = np.vstack([np.full((1, 2), np.nan), np.cumsum(step, axis=0)])
        found.append(
            {
                "binCounts": draw.poisson(3, (bins, 7)).astype(np.uint8),
                "decodedVl": velocity,
                "refPos": position if bins else np.zeros((0, 2)),
                "moveBin": 7,
                "decoderInd": np.nan if not bins else 10,
                "type": kind,
                "tgtPos": 80.0 * np.array([np.cos(np.pi / 2 * place), np.sin(np.pi / 2 * place)]),
                "success": place % 2,
                "cursorOnsetTime": 300,
                "trialEndTime": 1300,
            }
        )
    return found


def test_degenhart_2020(tmp_path: Path) -> None:
    stored = degenhart()
    savemat(tmp_path / "a.mat", {"trialData": structs(stored)})
    session = flr.load_session(tmp_path / "a.mat")
    assert session.layout == "degenhart2020"
    assert [block.name for block in session.blocks] == ["observation", "gradualTrain", "baselineEvaluation"]
    bins, trials = session.bins, session.trials
    assert bins["trial"].min() == 3
    assert (bins["usable"] == (bins["time"] >= 7)).all()
    assert list(trials["time_s"]) == [1.0] * 6
    assert list(trials["target_deg"]) == [0, 90, 180, 270, 0, 90]
    checks = session.validate().set_index("block")
    assert checks.loc["baselineEvaluation", "largest_error"] < 1e-9
    # the cursor was helped there, so that nothing can be compared
    assert list(checks.index) == ["baselineEvaluation"]
    assert not session.describe().can_be_fitted


def structs(items: list[dict[str, Any]]) -> np.ndarray:
    made = np.empty((1, len(items)), dtype=[(name, object) for name in items[0]])
    for place, item in enumerate(items):
        for name, value in item.items():
            made[0, place][name] = value
    return made


def test_nwb_trials_and_epochs(data_file: DataFile) -> None:
    maze = flr.load_session(data_file(MAZE))
    assert len(maze.trials) == 100
    assert maze.bins.groupby("trial").size().eq(15).all()
    mouse = flr.load_session(data_file(MOUSE), bin_s=0.1)
    assert mouse.bin_s == 0.1
    counts = mouse.bins.filter(like="unit_")
    assert counts.shape == (10875, 3)
    # every spike is counted once: 21,354 in the file, the last ones after the last whole bin
    assert 21_300 < counts.to_numpy().sum() <= 21_354
    with pytest.raises(flr.ParameterError, match="bin_s is"):
        flr.load_session(data_file(GOLUB_2018), bin_s=0.1)
    with pytest.raises(flr.FormatError, match="as long as a bin"):
        flr.load_session(data_file(MAZE), bin_s=5.0)
