"""The records: an append-only journal in SQLite at each station, and the ways on which records come together."""

from empathylab.storage.bundles import is_locked, write_bundle
from empathylab.storage.collecting import Together, combine_records
from empathylab.storage.importing import ImportPreview, import_records, preview_import, sources_in
from empathylab.storage.new_records import open_for_now
from empathylab.storage.opening import open_records, open_store
from empathylab.storage.quarantine import keep_what_is_here, set_aside, take_the_other
from empathylab.storage.reader import RecordsReader
from empathylab.storage.reported import ReportedRecords, as_reported, for_report
from empathylab.storage.reported_together import for_report_together
from empathylab.storage.sealing import WrongPassphrase
from empathylab.storage.server import open_server, try_server, without_password
from empathylab.storage.store import Store
from empathylab.storage.sync import sync

__all__ = [
    "ImportPreview",
    "RecordsReader",
    "ReportedRecords",
    "Store",
    "Together",
    "WrongPassphrase",
    "as_reported",
    "combine_records",
    "for_report",
    "for_report_together",
    "import_records",
    "is_locked",
    "keep_what_is_here",
    "open_for_now",
    "open_records",
    "open_server",
    "open_store",
    "preview_import",
    "set_aside",
    "sources_in",
    "sync",
    "take_the_other",
    "try_server",
    "without_password",
    "write_bundle",
]
