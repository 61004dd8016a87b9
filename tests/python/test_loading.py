"""Recorded sessions from files: the real one, and files that are none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.io import savemat

import flrinterop as flr

# what the real file holds
INTUITIVE_TRIALS, PERTURBED_TRIALS = 411, 913
INTUITIVE_USABLE, PERTURBED_USABLE = 5028, 11379
PROGRESS_MM_S = {1: (100.349, 53.438), 2: (95.434, 67.955)}
PROGRESS_DIGITS = 5e-4
RESIDUAL_TRACE = 15.8590
TRACE_DIGITS = 5e-5


def small(bins: int = 12) -> dict[str, object]:
    """Give the variables of a small file of the layout."""
    draw = np.random.default_rng(1)

    def block(first: int, kind: type) -> dict[str, object]:
        return {
            "trial_index": np.repeat([first, first + 1], bins).astype(kind),
            "time": np.tile(np.arange(1, bins + 1), 2).astype(np.uint8),
            "isCorrect": np.repeat([1, 0], bins).astype(np.uint8),
            "target": np.repeat([0, 315], bins).astype(np.uint16),
            "latents": draw.normal(size=(2 * bins, 3)),
            **{name: draw.normal(size=(2 * bins, 2)) for name in ("pos", "targetpos", "vel_int", "vel_wmp")},
            **{name: draw.normal(size=2 * bins) for name in ("progress_int", "progress_wmp")},
        }

    decoders = [
        {"fDecoder": {"M0": draw.normal(size=2), "M1": np.eye(2), "M2": draw.normal(size=(2, 3))}}
        for _ in range(2)
    ]
    return {"Bs": [block(1, np.uint8), block(300, np.uint16)], "D": {"decoders": decoders}}


def written(folder: Path, variables: dict[str, object], name: str = "a.mat") -> Path:
    path = folder / name
    arranged = dict(variables)
    if isinstance(arranged.get("Bs"), list):
        arranged["Bs"] = structs(arranged["Bs"])
    holder = arranged.get("D")
    if isinstance(holder, dict) and isinstance(holder.get("decoders"), list):
        arranged["D"] = {"decoders": structs(holder["decoders"])}
    savemat(path, arranged)
    return path


def structs(items: list[dict[str, object]]) -> np.ndarray:
    """Give a MATLAB struct array: one dtype field a field, one row."""
    names = list(items[0])
    made = np.empty((1, len(items)), dtype=[(name, object) for name in names])
    for place, item in enumerate(items):
        for name in names:
            made[0, place][name] = item[name]
    return made


def test_the_real_session(recorded: flr.BciSession) -> None:
    trials = recorded.trials
    assert (trials["block"] == 1).sum() == INTUITIVE_TRIALS
    assert (trials["block"] == 2).sum() == PERTURBED_TRIALS
    bins = recorded.bins
    usable = bins[bins["usable"]]
    assert (usable["block"] == 1).sum() == INTUITIVE_USABLE
    assert (usable["block"] == 2).sum() == PERTURBED_USABLE
    for block, expected in PROGRESS_MM_S.items():
        own = usable[usable["block"] == block]
        means = own["progress_intuitive_mm_s"].mean(), own["progress_perturbed_mm_s"].mean()
        np.testing.assert_allclose(means, expected, atol=PROGRESS_DIGITS)
    assert bins.filter(like="latent_").shape[1] == 10
    assert sorted(trials["target_deg"].unique()) == list(range(0, 360, 45))


def test_whole_numbers_are_wide(recorded: flr.BciSession) -> None:
    bins, trials = recorded.bins, recorded.trials
    assert all(bins[name].dtype == np.int64 for name in ("block", "trial", "time"))
    assert all(trials[name].dtype == np.int64 for name in ("block", "trial"))
    # block 2 goes on counting, in another type than block 1's
    assert trials["trial"].is_monotonic_increasing


def test_the_stored_numbers_are_reproduced(recorded: flr.BciSession) -> None:
    checks = recorded.validate()
    assert list(checks.columns[:4]) == ["quantity", "block", "largest_error", "tolerance"]
    assert len(checks) >= 8
    assert (checks["largest_error"] <= checks["tolerance"]).all()


def test_the_session_is_a_source_of_activity(recorded: flr.BciSession) -> None:
    activity = recorded.activity("intuitive", covariance="residual")
    covariance = activity.covariance
    assert covariance is not None
    trace = np.trace(covariance if covariance.ndim == 2 else covariance[0])
    np.testing.assert_allclose(trace, RESIDUAL_TRACE, atol=TRACE_DIGITS)
    with pytest.raises(flr.UnknownNameError):
        recorded.activity(covariance="none")


def test_describe(recorded: flr.BciSession) -> None:
    found = recorded.describe()
    assert found.can_be_fitted
    assert "nothing" in repr(found)
    assert "What can be done" in found._repr_html_()
    rows = found.blocks
    assert list(rows["block"]) == ["intuitive", "perturbed"]
    assert list(rows["trials"]) == [INTUITIVE_TRIALS, PERTURBED_TRIALS]
    assert "5028 usable bins" in repr(recorded)
    assert "20120528.mat" in recorded._repr_html_()


def test_the_name_of_the_file_does_not_matter(tmp_path: Path) -> None:
    session = flr.load_session(written(tmp_path, small(), "anything at all.mat"))
    assert session.layout == "hennig2021"
    assert list(session.trials["trial"]) == [1, 2, 300, 301]
    assert list(session.trials["success"]) == [True, False, True, False]
    assert session.bins["usable"].sum() == 4 * 6


def test_a_missing_file_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="there is no file"):
        flr.load_session(tmp_path / "none.mat")


def test_a_folder_without_tables(tmp_path: Path) -> None:
    with pytest.raises(flr.FormatError, match="holds no table"):
        flr.load_session(tmp_path)


def test_something_else_than_a_path() -> None:
    with pytest.raises(flr.ParameterError, match="expected a path"):
        flr.load_session(3)  # type: ignore[arg-type]


def test_a_file_that_is_no_session_lists_what_was_found_and_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "other.mat"
    savemat(path, {"apples": np.ones((2, 3)), "D": {"trees": 1}})
    with pytest.raises(flr.FormatError) as error:
        flr.load_session(path)
    for part in ("apples (array (2, 3))", "trees", "Looked for", "Bs", "D.decoders"):
        assert part in str(error.value)


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    variables = small()
    for block in variables["Bs"]:  # type: ignore[attr-defined]
        del block["latents"]
    with pytest.raises(flr.FormatError, match=r"Bs\(1\)\.latents, Bs\(2\)\.latents"):
        flr.load_session(written(tmp_path, variables))


def test_a_field_of_another_shape_is_named(tmp_path: Path) -> None:
    variables = small()
    variables["Bs"][1]["pos"] = np.ones((5, 2))  # type: ignore[index]
    with pytest.raises(flr.FormatError, match=r"Bs\(2\)\.pos has shape \(5, 2\), expected \(24, 2\)"):
        flr.load_session(written(tmp_path, variables))


def test_bins_of_a_trial_stand_together(tmp_path: Path) -> None:
    variables = small()
    variables["Bs"][0]["trial_index"] = np.tile([1, 2], 12)  # type: ignore[index]
    with pytest.raises(flr.FormatError, match="sorted by trial"):
        flr.load_session(written(tmp_path, variables))


def test_a_target_does_not_change_within_a_trial(tmp_path: Path) -> None:
    variables = small()
    variables["Bs"][0]["target"][3] = 90  # type: ignore[index]
    with pytest.raises(flr.FormatError, match="target changes within trial 1"):
        flr.load_session(written(tmp_path, variables))


@pytest.mark.parametrize("kept", [0.02, 0.5, 0.999])
def test_a_truncated_file(tmp_path: Path, recording: Path, kept: float) -> None:
    content = recording.read_bytes()
    path = tmp_path / "cut.mat"
    path.write_bytes(content[: int(kept * len(content))])
    with pytest.raises(flr.FormatError, match=r"cut short|is no session"):
        flr.load_session(path)


@pytest.mark.parametrize("content", [b"", b"<html>404</html>", b"\x00" * 4096])
def test_a_file_that_is_no_matlab_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "page.mat"
    path.write_bytes(content)
    with pytest.raises(flr.FormatError, match="begins as none of these files does"):
        flr.load_session(path)


def test_an_ending_does_not_matter(tmp_path: Path) -> None:
    path = written(tmp_path, small()).rename(tmp_path / "session.txt")
    assert flr.load_session(path).layout == "hennig2021"
