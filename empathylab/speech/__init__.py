"""Speech: a voice that can be interrupted at any moment. No Qt.

`voices` holds the voices, `sink` what a sound device must do, `synthesizer_pool` the workers and `worker` the
process that synthesizes. This package imports nothing by itself: the worker starts in it and must start fast.
"""
