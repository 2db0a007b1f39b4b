"""Out and in: the record as tables, maps, citations and other people's formats, and registers and archives back in."""

from foedera.export.archive import ArchiveMaterial, write_archive
from foedera.export.archive_members import ArchiveError, ArchiveLimits
from foedera.export.archive_read import Archive, read_archive
from foedera.export.formats import FORMATS, Format, export
from foedera.export.mapping import MappingError, TableMapping, load_mapping
from foedera.export.mapping_guess import guess_mapping
from foedera.export.material import ExportError, Material, MissingExtraError, PloverOf, Rows, Written
from foedera.export.plover import rules_of
from foedera.export.plover_report import plover_of_report
from foedera.export.table_claims import ImportedTable, import_table
from foedera.export.table_fault import TableError
from foedera.export.table_read import Sheet, read_sheet

__all__ = [
    "FORMATS",
    "Archive",
    "ArchiveError",
    "ArchiveLimits",
    "ArchiveMaterial",
    "ExportError",
    "Format",
    "ImportedTable",
    "MappingError",
    "Material",
    "MissingExtraError",
    "PloverOf",
    "Rows",
    "Sheet",
    "TableError",
    "TableMapping",
    "Written",
    "export",
    "guess_mapping",
    "import_table",
    "load_mapping",
    "plover_of_report",
    "read_archive",
    "read_sheet",
    "rules_of",
    "write_archive",
]
