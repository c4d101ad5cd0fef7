"""Tell the format of an output from its name."""

from __future__ import annotations

from pathlib import Path

from newsclean.errors import UsageError
from newsclean.escaping import quote

PARQUET, CSV, LINES = "parquet", "csv", "jsonl"
_COMPRESSIONS = (".gz", ".zst")
_FORMATS = {".parquet": PARQUET, ".csv": CSV}
# Endings of what is not written. Those of no format at all are taken as they are: lines of JSON.
_OTHERS = frozenset(
    (
        ".json .tsv .tab .xls .xlsx .ods .xml .html .htm .md .txt .yaml .yml .toml .feather .arrow .ipc .orc .avro .db"
        " .sqlite .sqlite3 .duckdb .warc .wacz .zip .tar .tgz .bz2 .xz .7z .rar .br .lz4 .pkl .pickle .npz .h5"
    ).split()
)
_THERE_ARE = "records are written as .jsonl (a record per line) or .csv, plain or with .gz or .zst, or as .parquet"


def format_of(path: str) -> str:
    """Return the format that an output's name asks for.

    >>> format_of("articles.jsonl.zst"), format_of("articles.csv"), format_of("articles")
    ('jsonl', 'csv', 'jsonl')
    """
    name = Path(path)
    suffix = name.suffix.lower()
    if suffix in _COMPRESSIONS:
        suffix = name.with_suffix("").suffix.lower()
    return _FORMATS.get(suffix, LINES)


def check_name(path: str) -> None:
    """Raise `UsageError` for an output whose name asks for a format that is not written."""
    name = Path(path)
    suffix = name.suffix.lower()
    inner = name.with_suffix("").suffix.lower() if suffix in _COMPRESSIONS else suffix
    wrong = inner if inner in _OTHERS or (inner == ".parquet" and inner != suffix) else ""
    if wrong == ".parquet":
        raise UsageError(f"-o {quote(path)}: Parquet is compressed in itself: leave out {suffix}")
    if wrong:
        directory = "; for a file per page: --output-dir" if wrong in (".md", ".txt", ".json") else ""
        raise UsageError(f"-o {quote(path)}: {wrong} is not written: {_THERE_ARE}{directory}")
