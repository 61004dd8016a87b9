"""FlrInterop."""
