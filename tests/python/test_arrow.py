"""Arrays across the wall: no copy where none is needed, read-only, alive as long as seen, capsules, files."""

from __future__ import annotations

import array
import ctypes
import gc
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from flrinterop import _arrow, _bridge
from flrinterop._errors import FormatError, ParameterError

ALIGNMENT = 64


class OnlyArray:
    def __init__(self, inner: pa.Array) -> None:
        self._inner = inner

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]:
        return self._inner.__arrow_c_array__(requested_schema)


class OnlyStream:
    def __init__(self, inner: _arrow.ArrowExportable) -> None:
        self._inner = inner

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._inner.__arrow_c_stream__(requested_schema)


class Thing(_arrow.ArrowExportable):
    def __init__(self, **arrays: np.ndarray) -> None:
        self._arrays = arrays

    def _arrow_parts(self) -> _arrow.Parts:
        return _arrow.Parts("thing", {"values": "@values", "none": float("nan")}, self._arrays, {"seed": "1"})


def dense(value: object) -> np.ndarray:
    spec = {"coupling": {"kind": "dense", "weights": "@w"}}
    return _bridge.call("coupling.dense", spec, {"w": value}).arrays["dense"]


@pytest.mark.parametrize("dtype", _arrow.DTYPES)
def test_contiguous_arrays_are_lent_by_address(dtype: str) -> None:
    values = np.arange(12, dtype=dtype).reshape(3, 4)
    row = _arrow.batch({"values": values})
    assert row.column(0).storage.flatten().buffers()[1].address == values.ctypes.data


def test_the_core_reads_the_lent_address() -> None:
    store = np.zeros(64 * 64 + 8)
    first = (-store.ctypes.data % ALIGNMENT) // 8
    aligned = store[first : first + 4096].reshape(64, 64)
    aligned[:] = np.arange(4096).reshape(64, 64)
    back = dense(aligned)
    assert back.ctypes.data == aligned.ctypes.data
    del back
    gc.collect()


def test_lent_memory_lives_as_long_as_a_view_on_it() -> None:
    back = dense(np.random.default_rng(1).normal(size=(300, 300)))
    gc.collect()
    np.testing.assert_array_equal(back, np.random.default_rng(1).normal(size=(300, 300)))


@pytest.mark.parametrize(
    "value",
    [
        np.arange(9.0).reshape(3, 3).T,
        np.arange(18.0).reshape(3, 6)[:, ::2],
        np.arange(9, dtype=np.float16).reshape(3, 3),
        np.arange(9, dtype=">f8").reshape(3, 3),
        [[0, 1.5, 2], [3, 4, 5], [6, 7, 8]],
    ],
)
def test_anything_else_is_copied_once(value: object) -> None:
    np.testing.assert_array_equal(dense(_arrow.numeric(value, "w")), np.asarray(value, dtype=float))


def test_buffers_and_capsules_are_arrays() -> None:
    assert _arrow.numeric(array.array("d", [1, 2]), "x").tolist() == [1, 2]
    assert _arrow.numeric(memoryview(b"ab"), "x").dtype == np.uint8
    assert _arrow.numeric(OnlyArray(pa.array([1.0, 2.0])), "x").tolist() == [1, 2]
    assert _arrow.numeric(OnlyArray(_arrow.batch({"x": np.ones((2, 3))}).column(0)), "x").shape == (2, 3)
    assert _arrow.numeric([True, False], "x").dtype == np.uint8


@pytest.mark.parametrize("value", [np.ones(2, complex), np.array([object()]), np.array(["a"]), [[1], [1, 2]]])
def test_what_is_no_array_of_numbers_is_refused(value: object) -> None:
    with pytest.raises(ParameterError, match="x "):
        _arrow.numeric(value, "x")


@pytest.mark.parametrize("value", [pa.array([1.0, None]), pa.array(["a"])])
def test_arrow_arrays_that_hold_no_numbers_are_refused(value: pa.Array) -> None:
    with pytest.raises(FormatError):
        _arrow.numeric(OnlyArray(value), "x")


@pytest.mark.parametrize("shape", [(), (0,), (3, 0), (2, 3, 4)])
def test_any_shape_makes_a_row(shape: tuple[int, ...]) -> None:
    values = np.ones(shape)
    assert _arrow.view(_arrow.batch({"x": values}).column(0)).shape == shape


def test_results_are_read_only_and_aligned_and_outlive_everything() -> None:
    reply = _bridge.call("task.input_output_map.random", {"units": 1000, "maps": 50, "rng": "1"})
    inputs = reply.arrays["inputs"]
    kept = inputs.copy()
    part = inputs[3:5]
    assert inputs.ctypes.data % ALIGNMENT == 0
    with pytest.raises(ValueError, match="read-only"):
        inputs[0] = 1
    with pytest.raises(ValueError, match="WRITEABLE"):
        inputs.flags.writeable = True
    del reply, inputs
    gc.collect()
    assert _bridge.counters()["exports"] == 1
    np.testing.assert_array_equal(part, kept[3:5])


def test_capsules_that_nobody_takes_are_freed() -> None:
    values = np.ones((2, 2))
    capsules = Thing(values=values).__arrow_c_array__()
    del capsules
    gc.collect()
    taken = pa.record_batch(OnlyArray(Thing(values=values)))
    assert taken.column("values").storage.flatten().buffers()[1].address == values.ctypes.data
    assert pa.table(OnlyStream(Thing(values=values))).num_rows == 1
    assert pa.schema(Thing(values=values)).metadata[_arrow.KIND] == b"thing"


def test_a_capsule_is_taken_once() -> None:
    _, capsule = Thing(values=np.ones(2)).__arrow_c_array__()
    schema, _ = Thing(values=np.ones(2)).__arrow_c_array__()
    pa.RecordBatch._import_from_c_capsule(schema, capsule)
    with pytest.raises(pa.ArrowInvalid):
        pa.RecordBatch._import_from_c_capsule(schema, capsule)


def test_inputs_of_a_failed_call_are_given_back() -> None:
    with pytest.raises(ParameterError):
        _bridge.call("coupling.dense", {"copling": 1}, {"w": np.ones((2, 2))})
    assert _bridge.counters()["imports"] == 0


def test_a_file_comes_back(tmp_path: Path) -> None:
    values = np.arange(6.0).reshape(2, 3)
    _arrow.save(tmp_path / "a.arrow", Thing(values=values)._arrow_parts())
    back = _arrow.load(tmp_path / "a.arrow")
    assert back.kind == "thing"
    assert np.isnan(back.fields["none"])
    assert back.provenance == {"seed": "1"}
    np.testing.assert_array_equal(back.arrays["values"], values)


def test_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no")
    with pytest.raises(FormatError, match="no Arrow IPC file"):
        _arrow.load(tmp_path / "text")
    table = pa.table({"x": [1]})
    with pa.OSFile(str(tmp_path / "other"), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    with pytest.raises(FormatError, match=r"flrinterop\.kind"):
        _arrow.load(tmp_path / "other")


def test_the_block_is_as_large_as_arrow_says() -> None:
    assert ctypes.sizeof(_arrow.Block) == 72 + 80


def test_arrays_at_any_address_cross() -> None:
    room = np.zeros(8 * 6 + 1, dtype=np.uint8)
    unaligned = room[1:].view(np.float64)
    unaligned[:] = np.arange(6)
    assert not unaligned.flags.aligned
    crossed = _arrow.numeric(unaligned, "values")
    assert crossed.flags.aligned
    np.testing.assert_array_equal(crossed, np.arange(6))
