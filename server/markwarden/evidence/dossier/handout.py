"""Everything of a case in one zip: the dossier, tables of captures and listings, web archives of the pages, the packages themselves."""

import io
import zipfile
from collections.abc import Sequence

from markwarden.evidence.archive import Archive
from markwarden.evidence.dossier.pdf import Entry
from markwarden.evidence.dossier.rows import listings_table, table
from markwarden.evidence.dossier.wacz import mhtml_of, wacz
from markwarden.evidence.errors import EvidenceError
from markwarden_schema.case import Case

_ABOUT = """Dossier of case {case}

  dossier.pdf      for people: index, pictures, times, digests, comparisons
  captures.csv     one row a capture
  listings.csv     one row a listing of the case
  web-archives/    pages to be looked at again: open in ReplayWeb.page (replayweb.page); nothing has to be uploaded for that
  packages/        the sealed captures as they are kept; the README in each says how to check it without this program

The web archives are made from the packages and are a convenience; the packages are the evidence.
"""


def handout(entries: Sequence[Entry], pdf: bytes, case: Case, archive: Archive, by: str) -> bytes:
    """The zip. A page that cannot be shown again has no web archive; its package is there all the same."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("README.txt", _ABOUT.format(case=case.id))
        zipped.writestr("dossier.pdf", pdf)
        zipped.writestr("captures.csv", table(entries))
        zipped.writestr("listings.csv", listings_table(case, entries))
        for entry in entries:
            mhtml = mhtml_of(entry.record)
            if mhtml is not None:
                try:
                    data = wacz(entry.record, (entry.folder / mhtml).read_bytes())
                except EvidenceError:
                    # The archive holds no page: the PDF says what the capture lacks, the package has the bytes.
                    continue
                zipped.writestr(zipfile.ZipInfo(f"web-archives/{entry.record.id}.wacz"), data)
        for entry in entries:
            name = f"packages/{entry.record.id}.zip"
            zipped.writestr(zipfile.ZipInfo(name), archive.export(entry.record.id, by, "package in a dossier"))
    return made.getvalue()
