"""PDF/A-3b: the pages made fit for an archive, with files inside, the same bytes for the same content."""

from base64 import a85encode
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zlib import compress

from cdmo_desk.reports.record import Attachment

FLAVOUR = "3b"
STAMP = "%Y-%m-%dT%H:%M:%S+00:00"


def archived(
    pages: bytes, files: Sequence[Attachment], *, title: str, language: str, program: str, record: str, at: datetime
) -> bytes:
    """Return a PDF as PDF/A-3b with attached files; `record` is the hash it names, `at` the time it is dated.

    What is written is checked against the standard before it is returned.
    """
    import pikepdf  # noqa: PLC0415 - 0.2 s that only paper needs
    from pikepdf import pdfa  # noqa: PLC0415 - as above

    at = at.astimezone(UTC)
    with pikepdf.open(BytesIO(pages)) as pdf:
        for page in pdf.pages:
            if "/Trans" in page:
                del page["/Trans"]  # an empty dictionary that the standard does not know
        _attach(pdf, files, at)
        pdf.Root.Lang = pikepdf.String(language)
        pdf.docinfo["/Creator"] = program
        for name in ("/CreationDate", "/ModDate"):
            pdf.docinfo[name] = f"D:{at:%Y%m%d%H%M%S}+00'00'"
        pdfa.prepare(pdf, FLAVOUR)
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
                metadata[name] = at.strftime(STAMP)
            metadata["dc:title"] = title
            metadata["dc:language"] = {language}
            metadata["dc:identifier"] = f"sha256:{record}"
        _close(pdf)
        made = BytesIO()
        pdf.save(
            made,
            deterministic_id=True,
            min_version="1.7",
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    found = pdfa.validate_written(made, FLAVOUR)
    if not found.passed:
        raise AssertionError(f"the document is not PDF/A-{FLAVOUR}: {found.findings[:3]}")
    return made.getvalue()


def _attach(pdf: Any, files: Sequence[Attachment], at: datetime) -> None:  # noqa: ANN401 - pikepdf is loaded late
    """Put files into the document and tie each to it as an associated file."""
    import pikepdf  # noqa: PLC0415 - as above

    tied = []
    for file in files:
        made = pikepdf.AttachedFileSpec(
            pdf,
            file.content,
            filename=file.name,
            description=file.says,
            mime_type=file.mime,
            creation_date="",
            mod_date=f"D:{at:%Y%m%d%H%M%S}+00'00'",
        )
        made.obj["/AFRelationship"] = pikepdf.Name(f"/{file.relation}")
        made.obj.EF.F.write(compress(file.content, 9), filter=pikepdf.Name.FlateDecode)
        pdf.attachments[file.name] = made
        tied.append(made.obj)
    pdf.Root.AF = pikepdf.Array(tied)


def _close(pdf: Any) -> None:  # noqa: ANN401 - as above
    """Let no stream end like a line: a reader that looks for its end could take its last byte for the line's."""
    import pikepdf  # noqa: PLC0415 - as above

    flate = pikepdf.Name.FlateDecode
    for found in pdf.objects:
        if not isinstance(found, pikepdf.Stream) or found.get("/Type") == pikepdf.Name.Metadata:
            continue
        raw, named = found.read_raw_bytes(), found.get("/Filter")
        filters = [*named] if isinstance(named, pikepdf.Array) else [] if named is None else [named]
        if not filters and raw:
            raw, filters = compress(raw, 9), [flate]
            found.write(raw, filter=flate)
        if filters == [flate] and "/DecodeParms" not in found and raw.endswith((b"\r", b"\n")):
            found.write(a85encode(raw) + b"~>", filter=pikepdf.Array([pikepdf.Name.ASCII85Decode, flate]))
