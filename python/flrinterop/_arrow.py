"""Arrays and tables across the wall, by address: lent, taken over, and in Arrow's capsules and files."""

from __future__ import annotations

import ctypes
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ._errors import FormatError, ParameterError

if TYPE_CHECKING:
    import os

    import numpy.typing as npt
    import pyarrow as pa

#: What crosses as it is.
DTYPES = ("float64", "float32", "int64", "int32", "uint8")

KIND = b"flrinterop.kind"
FIELDS = b"flrinterop.fields"
FORMAT = b"flrinterop.format"
VERSION = b"flrinterop.version"
PROVENANCE = b"flrinterop.provenance"
FORMAT_NUMBER = b"1"

_LIST_LIMIT = 2**31 - 1
_SCHEMA_BYTES = 72
_ARRAY_BYTES = 80


class Block(ctypes.Structure):
    """Room for an ArrowSchema and an ArrowArray behind it; whoever holds it owns what it refers to."""

    _fields_ = (
        ("schema", ctypes.c_int64 * (_SCHEMA_BYTES // 8)),
        ("array", ctypes.c_int64 * (_ARRAY_BYTES // 8)),
    )


def numeric(value: object, what: str) -> npt.NDArray[Any]:
    """Give a C-contiguous array of a dtype that crosses; a copy only where it is not one already.

    Parameters
    ----------
    value
        Anything with ``__array__``, the buffer protocol or the Arrow PyCapsule methods, or nested lists
        of numbers.
    what
        Its name, for messages.

    Raises
    ------
    ParameterError
        It holds complex numbers, objects or texts, or is ragged.
    FormatError
        It is an Arrow array with missing values, or of no number type.
    """
    import numpy as np

    if hasattr(value, "__arrow_c_array__") and not hasattr(value, "__array__"):
        value = _of_capsule(value, what)
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise ParameterError(f"{what} is no array: {error}") from error
    kind = array.dtype.kind
    if kind not in "fiub":
        raise ParameterError(f"{what} has dtype {array.dtype}, expected real numbers")
    if array.dtype.name in DTYPES and array.dtype.isnative:
        # aligned too: what comes out of another process's pickle may lie at any address
        return np.require(array, requirements=("C", "A"))
    if kind == "b":
        return array.astype(np.uint8, order="C")
    return array.astype(np.int64 if kind == "i" else np.float64, order="C")


def batch(arrays: Mapping[str, object], metadata: Mapping[bytes, bytes] | None = None) -> pa.RecordBatch:
    """Give one row of tensors over the arrays' own memory.

    Parameters
    ----------
    arrays
        The arrays by name.
    metadata
        What goes into the schema.
    """
    import pyarrow as pa

    columns, fields = [], []
    for name, value in arrays.items():
        array = numeric(value, name)
        if array.size > _LIST_LIMIT:
            raise ParameterError(
                f"{name} has {array.size} elements, expected at most 2**31 - 1. "
                "Hint: use fewer trials, or record less often"
            )
        element = pa.from_numpy_dtype(array.dtype)
        items = pa.Array.from_buffers(element, array.size, [None, pa.py_buffer(array.reshape(-1))])
        rows = pa.Array.from_buffers(pa.list_(element, array.size), 1, [None], children=[items])
        tensor = pa.fixed_shape_tensor(element, array.shape)
        columns.append(pa.ExtensionArray.from_storage(tensor, rows))
        fields.append(pa.field(name, tensor, nullable=False))
    return pa.RecordBatch.from_arrays(columns, schema=pa.schema(fields, metadata=dict(metadata or {})))


def lend(arrays: Mapping[str, object], address: int) -> None:
    """Write a row of tensors to a block; the receiver borrows the memory until it calls the release in it."""
    batch(arrays)._export_to_c(address + _SCHEMA_BYTES, address)


def take_array(name: str, export: Callable[[str, int], None]) -> npt.NDArray[Any]:
    """Take a tensor over as a read-only view whose base keeps .NET's memory alive; no copy.

    Parameters
    ----------
    name
        Its name.
    export
        Writes it to a block.
    """
    return view(_taken(name, export, _import_array))


def take_table(name: str, export: Callable[[str, int], None]) -> pa.Table:
    """Take a table over; no copy."""
    import pyarrow as pa

    return pa.Table.from_batches([_taken(name, export, pa.RecordBatch._import_from_c)])


def view(tensor: pa.FixedShapeTensorArray) -> npt.NDArray[Any]:
    """Give the first tensor of an Arrow array as a read-only NumPy view on the same memory."""
    flat = tensor.storage.flatten().to_numpy(zero_copy_only=True)
    flat.flags.writeable = False
    shaped: npt.NDArray[Any] = flat.reshape(tuple(tensor.type.shape))
    return shaped


def _taken(name: str, export: Callable[[str, int], None], read: Callable[[int, int], Any]) -> Any:
    block = Block()
    address = ctypes.addressof(block)
    export(name, address)
    return read(address + _SCHEMA_BYTES, address)


def _import_array(array: int, schema: int) -> Any:
    import pyarrow as pa

    return pa.Array._import_from_c(array, schema)


def _of_capsule(value: object, what: str) -> npt.NDArray[Any]:
    import pyarrow as pa

    array = pa.array(value)
    if array.null_count:
        raise FormatError(f"{what} has {array.null_count} missing values (Arrow nulls), expected none")
    if isinstance(array, pa.FixedShapeTensorArray):
        tensors: npt.NDArray[Any] = array.to_numpy_ndarray()
        return tensors.reshape(tensors.shape[1:]) if len(tensors) == 1 else tensors
    if not (pa.types.is_integer(array.type) or pa.types.is_floating(array.type)):
        raise FormatError(
            f"{what} has the Arrow type {array.type}, expected numbers or arrow.fixed_shape_tensor"
        )
    found: npt.NDArray[Any] = array.to_numpy(zero_copy_only=True)
    return found


@dataclass(frozen=True, slots=True)
class Parts:
    """A noun as it crosses and as it is stored.

    Attributes
    ----------
    kind
        Such as "activity".
    fields
        Its numbers and texts, its arrays as "@name": what JSON holds.
    arrays
        The arrays by name.
    provenance
        Where it comes from: what JSON holds; empty where unknown.
    """

    kind: str
    fields: Mapping[str, Any]
    arrays: Mapping[str, object] = field(default_factory=dict)
    provenance: Mapping[str, Any] = field(default_factory=dict)

    def row(self) -> pa.RecordBatch:
        """Give it as one row of tensors that describes itself."""
        from ._bridge import _plain
        from ._version import __version__

        metadata = {
            KIND: self.kind.encode(),
            FIELDS: json.dumps(_plain(self.fields, self.kind), allow_nan=False).encode(),
            FORMAT: FORMAT_NUMBER,
            VERSION: __version__.encode(),
        }
        if self.provenance:
            metadata[PROVENANCE] = json.dumps(_plain(self.provenance, "provenance"), allow_nan=False).encode()
        return batch(self.arrays, metadata)


class ArrowExportable:
    """Gives a result Arrow's PyCapsule methods: one row of tensors that describes itself.

    Subclasses give ``_arrow_parts``.
    """

    __slots__ = ()

    def _arrow_parts(self) -> Parts:
        raise NotImplementedError

    def __arrow_c_schema__(self) -> object:
        """Give the schema as a capsule."""
        return self._arrow_parts().row().schema.__arrow_c_schema__()

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        """Give schema and array as capsules; the consumer shares the result's memory."""
        capsules: tuple[object, object] = self._arrow_parts().row().__arrow_c_array__(requested_schema)
        return capsules

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Give a stream of one row as a capsule."""
        import pyarrow as pa

        return pa.Table.from_batches([self._arrow_parts().row()]).__arrow_c_stream__(requested_schema)


def save(path: str | os.PathLike[str], parts: Parts) -> None:
    """Write an Arrow IPC file that describes itself; C#'s ``ArrowFile.Read`` reads the same.

    Parameters
    ----------
    path
        The file; replaced where it exists.
    parts
        The noun.
    """
    import pyarrow as pa

    row = parts.row()
    with pa.OSFile(os_path(path), "wb") as sink, pa.ipc.new_file(sink, row.schema) as writer:
        writer.write_batch(row)


def load(path: str | os.PathLike[str]) -> Parts:
    """Read a file of ``save``, or one that C# wrote.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Parts
        Its arrays are read-only views on memory of their own.

    Raises
    ------
    FormatError
        It is no Arrow IPC file, or none of this package.
    """
    import pyarrow as pa

    from ._bridge import _restored

    name = os_path(path)
    try:
        with pa.OSFile(name, "rb") as source, pa.ipc.open_file(source) as reader:
            table = reader.read_all()
    except pa.ArrowInvalid as error:
        raise FormatError(
            f"'{name}' is no Arrow IPC file, expected one that this package saved: {error}"
        ) from error
    metadata = table.schema.metadata or {}
    if KIND not in metadata or table.num_rows != 1:
        raise FormatError(
            f"'{name}' is an Arrow file without '{KIND.decode()}', expected one that this package saved"
        )
    if metadata.get(FORMAT, FORMAT_NUMBER) != FORMAT_NUMBER:
        raise FormatError(
            f"'{name}' has format {metadata[FORMAT].decode()}, expected {FORMAT_NUMBER.decode()}. "
            "Hint: a newer version of the package wrote it"
        )
    row = table.combine_chunks().to_batches()[0]
    arrays = {}
    for index, column in enumerate(row.schema.names):
        if not isinstance(row.column(index), pa.FixedShapeTensorArray):
            raise FormatError(
                f"the column '{column}' of '{name}' is no tensor, expected arrow.fixed_shape_tensor"
            )
        arrays[column] = view(row.column(index))
    return Parts(
        metadata[KIND].decode(),
        _restored(json.loads(metadata.get(FIELDS, b"{}"))),
        arrays,
        json.loads(metadata.get(PROVENANCE, b"{}")),
    )


def os_path(path: str | os.PathLike[str]) -> str:
    """Give a path as a text."""
    import os

    return os.fspath(path)
