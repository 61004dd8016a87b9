"""Kinds of files: MATLAB 5 and 7.3, .npz, NWB, Parquet, Arrow; whole, cut short, and none of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pandas as pd
import pytest
from scipy.io import loadmat

import flrinterop as flr
from flrinterop import _hdf5file

CELLS = "mat_v73_format/cell.mat"


def test_matlab_7_3_values(data_file: Any) -> None:
    def read(name: str) -> Any:
        return _hdf5file.read(data_file(f"mat_v73_format/{name}.mat"), None)

    found = read("struct")
    assert found["s"]["a"] == 1
    np.testing.assert_array_equal(found["s"]["c"], [1, 2, 3])
    assert found["s2"] == [{"a": 1.0}, {"a": 2.0}]
    assert read("cell")["cell"] == [1.0, 2.01, "string", ["string1", "string2"]]
    np.testing.assert_array_equal(read("array")["a2x2"], [[1, 3], [4, 2]])
    assert read("array")["a2x2x2"].shape == (2, 2, 2)
    np.testing.assert_array_equal(read("sparse")["sparse_eye"], np.eye(20))
    assert read("string")["simple_string"] == "the quick brown fox"
    assert read("char_unicode")["b"] == "Café naïve résumé — π ≈ 3.14159"
    assert read("logical")["logical_mat"].dtype == bool
    assert read("complex")["imaginary"][2] == 1 + 1j
    assert read("empty_struct_arrays")["s00"] == []
    assert read("empty_cells")["empty_cells"][1] == "test"


def test_a_matlab_7_3_file_that_is_no_session(data_file: Any) -> None:
    with pytest.raises(flr.FormatError) as error:
        flr.load_session(data_file(CELLS))
    for part in ("Found: cell (list of 4)", "hennig2021", "golub2015", "nwb", "stealey2024", "tables"):
        assert part in str(error.value)


def write(file: h5py.File, name: str, value: Any, refs: list[int]) -> None:
    """Write a value as MATLAB does: transposed, structs as groups, cells and struct arrays as references."""
    if isinstance(value, dict):
        group = file.create_group(name)
        group.attrs["MATLAB_class"] = np.bytes_("struct")
        for field, part in value.items():
            write(file, f"{name}/{field}", part, refs)
    elif isinstance(value, list):
        structs = value and all(isinstance(item, dict) for item in value)
        if structs:
            group = file.create_group(name)
            group.attrs["MATLAB_class"] = np.bytes_("struct")
            for field in value[0]:
                cells(file, f"{name}/{field}", [item[field] for item in value], refs, None)
        else:
            cells(file, name, value, refs, "cell")
    elif isinstance(value, np.ndarray) and value.dtype == object:
        cells(file, name, list(value), refs, "cell")
    elif isinstance(value, str):
        data = np.frombuffer(value.encode("utf-16-le"), dtype="<u2").reshape(-1, 1)
        file.create_dataset(name, data=data).attrs["MATLAB_class"] = np.bytes_("char")
    else:
        array = np.atleast_2d(np.asarray(value))
        # a vector is a column in MATLAB, which lies in the file as a row
        data = array if np.ndim(value) == 1 else array.T
        file.create_dataset(name, data=data).attrs["MATLAB_class"] = np.bytes_(array.dtype.name)


def cells(file: h5py.File, name: str, values: list[Any], refs: list[int], kind: str | None) -> None:
    found = np.empty((len(values), 1), dtype=h5py.ref_dtype)
    for place, item in enumerate(values):
        refs[0] += 1
        write(file, f"#refs#/{refs[0]}", item, refs)
        found[place, 0] = file[f"#refs#/{refs[0]}"].ref
    made = file.create_dataset(name, data=found)
    if kind:
        made.attrs["MATLAB_class"] = np.bytes_(kind)


@pytest.mark.parametrize(
    "place", ["golub2018_bci_J20120305/exampleData.mat", "golub2015_ime/example_data.mat"]
)
def test_the_same_session_in_matlab_7_3(place: str, data_file: Any, tmp_path: Path) -> None:
    path = tmp_path / "new.mat"
    with h5py.File(path, "w", userblock_size=512) as file:
        for name, value in loadmat(data_file(place), simplify_cells=True).items():
            if not name.startswith("__"):
                write(file, name, value, [len(file) * 100_000])
    with path.open("r+b") as stream:
        stream.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(512))
    new, old = flr.load_session(path), flr.load_session(data_file(place))
    assert new.layout == old.layout
    pd.testing.assert_frame_equal(new.bins, old.bins)
    pd.testing.assert_frame_equal(new.trials, old.trials)
    for decoder in old._decoders:
        np.testing.assert_array_equal(new.decoder(decoder.name).weights, decoder.weights)


CUT = {
    "golub2018_bci_J20120305/exampleData.mat": (0.02, 0.5, 0.999),
    "stealey2024_bci_shuffle/airp_shuffle_20220518.npz": (0.02, 0.5, 0.999),
    "nwb_peyrache_A8604/A8604-211122.nwb": (0.02, 0.5, 0.9),
    CELLS: (0.5, 0.9),
}


@pytest.mark.parametrize(
    ("place", "kept"), [(place, kept) for place, all_kept in CUT.items() for kept in all_kept]
)
def test_a_file_that_was_cut_short(place: str, kept: float, data_file: Any, tmp_path: Path) -> None:
    content = data_file(place).read_bytes()
    path = tmp_path / f"cut{Path(place).suffix}"
    path.write_bytes(content[: int(kept * len(content))])
    with pytest.raises(flr.FormatError, match=r"cut short|is no session"):
        flr.load_session(path)


@pytest.mark.parametrize("kind", ["parquet", "arrow"])
def test_tables_that_were_cut_short(kind: str, made_session: flr.BciSession, tmp_path: Path) -> None:
    made_session.save_tables(tmp_path, kind)
    path = tmp_path / f"bins.{kind}"
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(flr.FormatError, match="cut short"):
        flr.load_session(path)


def test_nothing_is_unpickled(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", counts=np.array([{"a": 1}], dtype=object))
    with pytest.raises(flr.FormatError, match="pickle"):
        flr.load_session(tmp_path / "a.npz")


def test_a_folder_of_other_tables(tmp_path: Path, made_session: flr.BciSession) -> None:
    made_session.save_tables(tmp_path)
    (tmp_path / "again.parquet").write_bytes((tmp_path / "bins.parquet").read_bytes())
    with pytest.raises(flr.FormatError, match="a second table of bins"):
        flr.load_session(tmp_path)
    (tmp_path / "again.parquet").unlink()
    made_session.bins[["usable"]].to_parquet(tmp_path / "other.parquet")
    with pytest.raises(flr.FormatError, match="is no table of a session"):
        flr.load_session(tmp_path)
