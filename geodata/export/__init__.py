"""Files to take away: each carries its licence and credit inside.

Layers are given as GeoJSON (RFC 7946, WGS84) and together as a GeoPackage; places as CSV and KML; claims as CSV and
JSON; the documents they were checked against as CSV; everything as a Frictionless data package that is an RO-Crate too.
Only the GeoPackage needs a geographic library, which is loaded when it is first asked for. A new format is a module
here and a row in :func:`geodata.export.package.files`.
"""

from geodata.export.claims import as_csv as claims_csv
from geodata.export.claims import as_json as claims_json
from geodata.export.claims import meanings as claim_fields
from geodata.export.corrections import as_csv as corrections_csv
from geodata.export.documents import as_csv as sources_csv
from geodata.export.file import File, credit_of, named, sources_of
from geodata.export.gpkg import geopackage
from geodata.export.kml import as_kml as places_kml
from geodata.export.layers import layer_file
from geodata.export.package import archive, datapackage, files, licences, ro_crate, schema_files
from geodata.export.places import as_csv as places_csv
from geodata.export.places import columns as place_columns

__all__ = [
    "File",
    "archive",
    "claim_fields",
    "claims_csv",
    "claims_json",
    "corrections_csv",
    "credit_of",
    "datapackage",
    "files",
    "geopackage",
    "layer_file",
    "licences",
    "named",
    "place_columns",
    "places_csv",
    "places_kml",
    "ro_crate",
    "schema_files",
    "sources_csv",
    "sources_of",
]
