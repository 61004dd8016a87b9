"""Sessions from your own arrays, data frames and files of tables: what is needed, and what goes wrong."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import flrinterop as flr

EXACT = 1e-12


def changed(tables: dict[str, pd.DataFrame], **bins: Any) -> dict[str, pd.DataFrame]:
    """Give the tables with some columns of bins replaced."""
    return tables | {"bins": tables["bins"].assign(**bins)}


def test_one_call_from_data_frames(made_tables: dict[str, pd.DataFrame]) -> None:
    session = flr.load_session(**made_tables)
    assert session.layout == "tables"
    assert np.isnan(session.bin_s)
    checks = session.validate()
    assert len(checks) == 8
    assert (checks["largest_error"] <= checks["tolerance"]).all()
    assert flr.fit(session).verdict


def test_arrays_and_arrow_tables_give_the_same_fit(made_tables: dict[str, pd.DataFrame]) -> None:
    bins = made_tables["bins"]
    arrays = {name: bins[name].to_numpy() for name in ("trial", "block", "time", "usable", "target_deg")}
    arrays |= {
        "latents": bins.filter(like="latent_").to_numpy(),
        "position_mm": bins[["x_mm", "y_mm"]].to_numpy(),
        "target_position_mm": bins[["target_x_mm", "target_y_mm"]].to_numpy(),
    }
    first = flr.fit(flr.load_session(bins=arrays, decoders=made_tables["decoders"]))
    arrow = {name: pa.Table.from_pandas(table) for name, table in made_tables.items()}
    second = flr.fit(flr.load_session(**arrow))
    pd.testing.assert_frame_equal(first.table, second.table)
    assert first.relation.rho == second.relation.rho


@pytest.mark.parametrize("kind", ["parquet", "arrow"])
def test_tables_go_to_files_and_come_back(
    kind: str, tmp_path: Path, made_session: flr.BciSession, data_file: Any
) -> None:
    for place, session in enumerate(
        (made_session, flr.load_session(data_file("golub2018_bci_J20120305/exampleData.mat")))
    ):
        folder = tmp_path / f"session {place}"
        session.save_tables(folder, kind)
        for path in (folder, folder / f"bins.{kind}", folder / f"decoders.{kind}"):
            back = flr.load_session(path)
            pd.testing.assert_frame_equal(back.bins, session.bins)
            pd.testing.assert_frame_equal(back.trials, session.trials)
            pd.testing.assert_frame_equal(back.decoders, session.decoders)
            pd.testing.assert_frame_equal(back.units, session.units)
            assert back.blocks == session.blocks
            assert back.notes == session.notes
            assert back.bin_s == session.bin_s
            assert len(back.validate()) == len(session.validate())
    with pytest.raises(flr.ParameterError, match="'parquet', 'arrow'"):
        made_session.save_tables(tmp_path, "csv")


def test_a_saved_session_is_a_session(tmp_path: Path, made_session: flr.BciSession) -> None:
    made_session.save(tmp_path / "a.arrow")
    back = flr.load_session(tmp_path / "a.arrow")
    pd.testing.assert_frame_equal(back.bins, made_session.bins)
    flr.couplings.gaussian(4, rng=1).save(tmp_path / "b.arrow")
    with pytest.raises(flr.ParameterError, match="expected a BciSession"):
        flr.load_session(tmp_path / "b.arrow")


def test_units_say_how_counts_become_latents() -> None:
    draw = np.random.default_rng(3)
    counts, weights, mean = draw.poisson(4, (60, 6)), draw.normal(size=(2, 6)), draw.normal(size=6)
    bins = {"trial": np.repeat(np.arange(6), 10), "counts": counts, "latents": (counts - mean) @ weights.T}
    session = flr.load_session(bins=bins, units={"mean": mean, "weights": weights})
    row = session.validate().iloc[0]
    assert row["quantity"] == "latents from counts"
    assert row["largest_error"] < EXACT
    frame = session.units
    assert list(frame.columns) == ["unit", "mean", "latent_1", "latent_2"]
    assert flr.load_session(bins=bins, units=frame).validate().iloc[0]["largest_error"] < EXACT
    with pytest.raises(flr.FormatError, match="units has 5 rows"):
        flr.load_session(bins=bins, units=frame.iloc[:5])


def test_neither_or_both(made_tables: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    with pytest.raises(flr.ParameterError, match="neither path nor bins"):
        flr.load_session()
    with pytest.raises(flr.ParameterError, match="both a path and tables"):
        flr.load_session(tmp_path, bins=made_tables["bins"])


@pytest.mark.parametrize(
    ("bins", "message"),
    [
        ({"latent_1": [1.0]}, "no column trial"),
        ({"trial": [1]}, "no column latent_1"),
        ({"trial": [1, 2], "latent_1": [1.0]}, "different lengths"),
        ({"trial": [1.5], "latent_1": [1.0]}, "whole numbers"),
        ({"trial": [1], "latent_1": ["a"]}, "other than numbers"),
        ({"trial": [1], "latent_1": [1.0], "x_mm": [1.0]}, "no column y_mm"),
        ({"trial": [1], "latent_1": [1.0], "usable": [2]}, "true and false"),
        ({"trial": [1, 1], "latent_1": [1.0, 2.0], "target_deg": [0, 45]}, "changes within a trial"),
        ([1, 2], "expected a data frame"),
    ],
)
def test_a_table_that_is_wrong_says_so(bins: Any, message: str) -> None:
    with pytest.raises(flr.FormatError, match=message):
        flr.load_session(bins=bins)


def test_a_trial_that_is_not_listed(made_tables: dict[str, pd.DataFrame]) -> None:
    with pytest.raises(flr.FormatError, match="trial 160, which trials does not list"):
        flr.load_session(**made_tables | {"trials": made_tables["trials"].iloc[:-1]})


def test_decoders_of_other_units(made_tables: dict[str, pd.DataFrame]) -> None:
    with pytest.raises(flr.FormatError, match="expected those of bins"):
        flr.load_session(**made_tables | {"decoders": made_tables["decoders"].drop(columns="latent_4")})
    with pytest.raises(flr.FormatError, match="expected x and y"):
        flr.load_session(**made_tables | {"decoders": made_tables["decoders"].iloc[:3]})


def test_a_missing_block_is_missing(made_tables: dict[str, pd.DataFrame]) -> None:
    tables = {"bins": made_tables["bins"].query("block == 1"), "decoders": made_tables["decoders"]}
    session = flr.load_session(**tables)
    assert any("second block" in sentence for sentence in session.describe().missing)
    with pytest.raises(flr.FormatError, match="a second block"):
        flr.fit(session)


def test_a_block_without_trials(made_tables: dict[str, pd.DataFrame]) -> None:
    blocks = [(1, "intuitive", "intuitive"), (7, "perturbed", "perturbed"), (2, "later", "perturbed")]
    session = flr.load_session(**made_tables, blocks=blocks)
    found = session.describe().blocks
    assert list(found["trials"]) == [80, 0, 80]
    with pytest.raises(flr.FormatError, match="expected its number, name and decoder"):
        flr.load_session(**made_tables, blocks=[(1, 2)])
    with pytest.raises(flr.FormatError, match="block 'perturbed' \\(it has no usable bins"):
        flr.fit(session)


def test_a_trial_without_usable_bins_is_counted_out(made_tables: dict[str, pd.DataFrame]) -> None:
    bins = made_tables["bins"]
    session = flr.load_session(**changed(made_tables, usable=bins["usable"] & (bins["trial"] != 3)))
    found = session.describe().blocks
    assert (found["trials"][0], found["usable_trials"][0]) == (80, 79)
    assert flr.fit(session).verdict


def test_a_target_with_two_trials(made_tables: dict[str, pd.DataFrame]) -> None:
    bins = made_tables["bins"]
    late = bins["target_deg"].eq(90) & bins["block"].eq(2) & bins["trial"].gt(92)
    session = flr.load_session(**changed(made_tables, usable=bins["usable"] & ~late))
    with pytest.raises(
        flr.FormatError, match="target 90° has 2 with usable bins in block 'perturbed', expected 3"
    ):
        flr.fit(session)


def test_a_unit_that_is_nowhere_a_number(made_tables: dict[str, pd.DataFrame]) -> None:
    session = flr.load_session(**changed(made_tables, latent_2=np.nan))
    with pytest.raises(flr.ParameterError, match=r"column 2 of bins\.activity .* leave this unit out"):
        flr.fit(session)
    some = made_tables["bins"]["latent_2"].where(made_tables["bins"]["trial"] != 5)
    with pytest.raises(flr.ParameterError, match="in usable bin 54"):
        flr.fit(flr.load_session(**changed(made_tables, latent_2=some)))
    frozen = made_tables["bins"]["latent_2"].where(made_tables["bins"]["usable"])
    assert flr.fit(flr.load_session(**changed(made_tables, latent_2=frozen))).verdict


def test_a_constant_unit(made_tables: dict[str, pd.DataFrame]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fit = flr.fit(flr.load_session(**changed(made_tables, latent_3=2.0)))
    assert np.isfinite(fit.table["variance_along_target"]).all()
    assert np.all(fit.covariance[2] == 0)


def test_ten_thousand_units() -> None:
    draw = np.random.default_rng(4)
    trial = np.repeat(np.arange(1, 9), 3)
    bins = {"trial": trial, "target_deg": 45.0 * trial, "counts": draw.poisson(2, (24, 10_000))}
    session = flr.load_session(bins=bins)
    assert "spike counts of 10000 units" in session.describe().present
    with pytest.raises(flr.FormatError, match="10000 units, expected 5000 or fewer"):
        session.activity(covariance="total")


def test_csharp_fits_the_same_tables_alike(data_file: Any) -> None:
    # the same numbers stand in the C# test of the same folder
    fit = flr.fit(flr.load_session(data_file("session_tables")))
    np.testing.assert_allclose(fit.learning.slope, 0.08098751434193256, rtol=0, atol=EXACT)
    np.testing.assert_allclose(fit.relation.rho, -0.14285714285714285, rtol=0, atol=EXACT)
