"""The kinds of task, one file each; users find them in ``flr.tasks``."""
