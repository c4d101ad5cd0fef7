"""Detection of inputs by their first bytes: compression, kind, or the name of a format that is not read."""

from __future__ import annotations

import codecs
import io
import re

from newsclean.magic import find_magic, wide_encoding
from newsclean.readers.limits import Ahead, Stream, expand
from newsclean.readers.records import has_page_key

SNIFF_BYTES = 4096

# The first bytes of a page: any tag that only a page has. A closed list, so no pattern can run away.
_PAGE_TAGS = (
    rb"!doctype\s{1,9}html|html|head|body|title|meta|script|style|link|div|span|p|a|h[1-6]|table|ul|article|main"
    rb"|section|header|nav|br|img|center|font|frameset"
)
_TAGS = re.compile(rb"<(?:" + _PAGE_TAGS + rb")[\s>/]", re.IGNORECASE)
_BLOCK_ENDS = re.compile(r"</(?:p|div|h[1-6]|li|ul|ol|article|section|span|a|t[dr]|table|body|html)>", re.IGNORECASE)
_MIN_BLOCK_ENDS = 2  # closing tags that make a text markup which does not begin with a tag
_MARKUP_CHARS = 200_000  # of a text that are searched for tags
# The root element of an XML document; what may come before it is skipped.
_PROLOG = re.compile(rb"(?:\s|<\?[^>]{0,500}>|<!--(?:[^-]|-(?!->)){0,2000}-->|<!doctype[^>\[]{0,300}>)*", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:[a-z]\w{0,30}:)?([a-z_]\w{0,60})[\s>/]", re.IGNORECASE)
_XML_ROOTS = {b"rss": "xml", b"rdf": "xml", b"feed": "xml", b"items": "xml", b"plist": "webarchive", b"html": "html"}
# Root elements of a single story, and those of many pages or of none, whose tags look like a page's.
_DOCUMENT_ROOTS = frozenset({b"nitf", b"newsitem", b"newsml", b"tei", b"doc", b"document", b"story", b"news", b"page"})
_MANY_ROOTS = frozenset({b"mediawiki", b"opml", b"urlset", b"sitemapindex"})
_FEED = re.compile(rb"<\?xml\s[^>]{0,200}>\s{0,99}<(?:rss|feed|rdf:rdf|items)[\s>]", re.IGNORECASE)
_ARC_START = re.compile(rb"filedesc:[^\s]{1,2000} [0-9a-f.:]{1,45} [0-9]{8,14} ")
_MAIL_LINE = re.compile(rb"(?:from|to|date|received|return-path|delivered-to|subject|mime-version|message-id):", re.I)
_NEXT_MAIL = re.compile(rb"\n\r?\nFrom [^\r\n]{1,300}[0-9]{2}:[0-9]{2}[^\r\n]{0,99}\r?\n[!-9;-~]{1,76}:")
_HEADER_LINE = re.compile(rb"[!-9;-~]{1,76}:|[ \t]")
_ZIPPED = ((b"[Content_Types].xml", "an Office document"), (b"mimetypeapplication/", "an EPUB or OpenDocument file"))
_BZIP2_BLOCKS = (b"1AY&SY", b"\x17rE8P\x90")  # at the fifth byte: a text may begin with the first ones
_SPOKEN_VOWELS = (*"aeiouAEIO", "RTF", "LZ")
_BEFORE_JSON = b" \t\r\n\v\f\x1e\xef\xbb\xbf"  # white space, the mark of RFC 7464, and that of the byte order
_JSON_OBJECT = re.compile(rb'\{\s{0,999}"[^"\n]{0,999}"\s{0,99}:')
_JSON_ARRAY = re.compile(rb'\[\s{0,999}(?:\{\s{0,999}"|\[\s{0,99}"|\]\s{0,999}$|"(?:\\[nrt]|\s){0,99}<)')
_COLUMN = re.compile(r"[^\W\d][\w .:@/-]{0,59}|")
_CONTROLS = (b"\x01", b"\x02", b"\x03", b"\x04", b"\x0e", b"\x0f", b"\x7f")


def sniff_codec(head: bytes) -> str:
    """Return the compression that the first bytes show, or ""."""
    magic = find_magic(head)
    if magic is None or (magic.codec == "bz2" and head[4:10] not in _BZIP2_BLOCKS):
        return ""
    return magic.codec


def sniff_kind(head: bytes) -> str:
    """Return the kind of an input by its first (decompressed) 4 KiB; "" if they look like nothing known."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "" if _zipped_document(head) else "zip"
    if head.startswith((b"WARC/1.", b"WARC/0.")):
        return "warc"
    if _ARC_START.match(head):
        return "arc"
    if head[257:262] == b"ustar":
        return "tar"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"bplist00"):
        return "webarchive"
    if _is_mbox(head) or _is_other_xml(head):
        return ""
    return _sniff_records(head) or sniff_text(head)


def _sniff_records(head: bytes) -> str:
    """Return the kind of a text file that is no page by itself, or whose page is wrapped."""
    if wide := wide_encoding(head):
        head = head.decode(wide, "replace").encode("utf-8", "replace")
    start = head.lstrip(_BEFORE_JSON).removeprefix(codecs.BOM_UTF8).lstrip(_BEFORE_JSON)
    if _JSON_OBJECT.match(start):
        return "json" if start[1:2] in b"\r\n" else "jsonl"
    if _JSON_ARRAY.match(start):
        return "json"
    if is_mhtml(head):
        return "mhtml"
    if is_mail(head):
        return "eml"
    root = xml_root(start)
    if root in _XML_ROOTS:
        return _XML_ROOTS[root]
    return _sniff_table(start)


def _is_mbox(head: bytes) -> bool:
    return head.startswith(b"From ") and is_mail(head.partition(b"\n")[2])


def holds_mails(data: bytes) -> bool:
    """Tell whether a mail is an mbox of several."""
    return data.startswith(b"From ") and _NEXT_MAIL.search(data) is not None


def _is_other_xml(head: bytes) -> bool:
    """Tell whether this is XML that holds neither pages nor is one."""
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    root = xml_root(start)
    if root in _XML_ROOTS or _TAGS.match(b"<" + root + b">") or root in _DOCUMENT_ROOTS:
        return False
    return root in _MANY_ROOTS or (start.startswith(b"<?xml") and (bool(root) or not _TAGS.search(head)))


def _sniff_table(start: bytes) -> str:
    """Return "csv" or "tsv" if the first line names a column of pages among others."""
    line = start.partition(b"\n")[0].decode("utf-8", "replace").strip()
    if "<" in line:
        return ""
    for kind, delimiter in (("tsv", "\t"), ("csv", ","), ("csv", ";"), ("csv", "|")):
        columns = [column.strip().strip('"') for column in line.split(delimiter)]
        if len(columns) > 1 and has_page_key(columns) and all(map(_COLUMN.fullmatch, columns)):
            return kind if _has_row(start, delimiter.encode(), len(columns)) else ""
    return ""


def _has_row(start: bytes, delimiter: bytes, columns: int) -> bool:
    """Tell whether the second line of a table has as many fields as the first, or fields in quotes; or is not there.

    A text may begin with "Content, body and soul".
    """
    rows = [line for line in start.split(b"\n")[1:] if line.strip()]
    return not rows or b'"' in rows[0] or rows[0].count(delimiter) >= columns - 1


def xml_root(head: bytes) -> bytes:
    """Return the name of the first element, lower case and without its prefix; b"" if there is none."""
    prolog = _PROLOG.match(head)
    root = _ROOT.match(head, prolog.end() if prolog else 0)
    return root.group(1).lower() if root else b""


def feed_start(head: bytes) -> int:
    """Return where a feed begins after what a server printed before it, -1 if none does."""
    found = _FEED.search(head)
    return found.start() if found else -1


def first_tag(head: bytes) -> int:
    """Return where the first tag of a page begins, -1 if there is none."""
    found = _TAGS.search(head)
    return found.start() if found else -1


def sniff_text(head: bytes) -> str:
    """Return "html", "text" or, for bytes that are neither, ""."""
    if wide_encoding(head):
        head = head.replace(b"\0", b"")  # the tags show without their other bytes
    if _TAGS.search(head):
        return "html"
    if head.startswith(b"{\\rtf") or b"\0" in head or (find_magic(head) and not head.startswith((b"RIFF", b"ID3"))):
        return ""
    controls = sum(map(head.count, _CONTROLS))
    return "text" if head.strip() and controls * 50 <= len(head) else ""


def has_markup(text: str) -> bool:
    """Tell whether a text that should be plain is HTML: it begins with a tag, or closes elements again and again.

    >>> has_markup("<p>The council met.</p>"), has_markup("Write <p> before a paragraph.")
    (True, False)
    """
    head = text[:_MARKUP_CHARS]
    start = head.lstrip("\ufeff \t\r\n")
    if start.startswith("<") and _TAGS.match(start[:SNIFF_BYTES].encode("utf-8", "replace")):
        return True
    ends = _BLOCK_ENDS.finditer(head)
    return sum(1 for _ in zip(range(_MIN_BLOCK_ENDS), ends, strict=False)) == _MIN_BLOCK_ENDS


def is_mhtml(head: bytes) -> bool:
    """Tell whether these are the first bytes of a page saved as MHTML."""
    lowered = head[:2048].lower()
    if not (b"multipart/related" in lowered and (b"mime-version:" in lowered or b"snapshot-content" in lowered)):
        return False
    return b"\nreceived:" not in b"\n" + lowered  # a message that came by mail


def is_mail(head: bytes) -> bool:
    """Tell whether these are the first bytes of a mail: lines of its header, and a name that only mails have."""
    lines = [line for line in head.lstrip()[:2048].splitlines()[:-1] if line][:6]
    if len(lines) < 3 or not all(_HEADER_LINE.match(line) for line in lines[:3]):
        return False
    return sum(1 for line in lines if _MAIL_LINE.match(line)) >= 2


def describe(head: bytes) -> str | None:
    """Return what a file is that is not read: "a PDF", "an XML file (<urlset>)"; None if unknown."""
    if head.startswith(b"PK") and (found := _zipped_document(head)):
        return found
    if magic := find_magic(head):
        return f"{'an' if magic.name.startswith(_SPOKEN_VOWELS) else 'a'} {magic.name}"
    if _is_mbox(head):
        return "an mbox of mails"
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    root = xml_root(start)
    if root in _MANY_ROOTS or (root and start.startswith(b"<?xml")):
        return f"an XML file (<{root.decode()}>)"
    return "binary data" if head.strip() else None


def _zipped_document(head: bytes) -> str | None:
    return next((name for mark, name in _ZIPPED if mark in head[:400]), None)


def sniff_stream(stream: Stream, codec: str) -> tuple[Ahead, bytes, str]:
    """Return the stream to read from, its first bytes decompressed, and the compression that is still on it."""
    ahead = Ahead(stream)
    head = ahead.peek(SNIFF_BYTES)
    # A name alone does not compress: browsers unpack what they store, and keep its name.
    codec = sniff_codec(head) or ("" if sniff_text(head) else codec)
    if codec:
        head = Ahead(expand(io.BytesIO(head), codec)).peek(SNIFF_BYTES)
    return ahead, head, codec
