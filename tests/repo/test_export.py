"""Files to take away: GDAL and frictionless read every one, and they hold what the records say."""

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import frictionless
import geopandas
import pyogrio
import pytest
from PIL import Image
from rocrate.rocrate import ROCrate
from shapely.geometry import Point, mapping, shape

import geodata
from geodata import about, export, load, measure, schemas
from geodata.export import gpkg
from tests import vocabulary

ROOT = Path(__file__).resolve().parents[2]
VECTOR = [layer for layer in geodata.layers() if layer.file.endswith(".geojson")]
# Layers whose features state what was measured on the very shape that is given away.
MEASURED = {"ceded": "area_km2", "borders": "length_km", "old-lines": "length_km"}
HEAVY = {"geopandas", "pyogrio", "shapely", "pyproj", "pandas"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The ZIP archive, unpacked."""
    unpacked = tmp_path_factory.mktemp("package")
    with zipfile.ZipFile(io.BytesIO(export.archive())) as archived:
        archived.extractall(unpacked)
    return unpacked


def names():
    with zipfile.ZipFile(io.BytesIO(export.archive())) as archived:
        return set(archived.namelist())


def read(path, **options):
    return geopandas.read_file(path, engine="pyogrio", **options)


def assert_like_the_layer(frame, layer):
    built = geodata.features(layer.id)
    assert len(frame) == len(built)
    assert frame.crs.to_epsg() == 4326
    assert list(frame["id"]) == [feature["properties"]["id"] for feature in built]
    for geometry, feature in zip(frame.geometry, built, strict=True):
        assert geometry.is_valid
        assert geometry.equals(shape(feature["geometry"]))
        if layer.id in MEASURED:
            name = MEASURED[layer.id]
            measured = getattr(measure, name)(mapping(geometry))
            assert measured == pytest.approx(feature["properties"][name], abs=0.051)


def test_every_layer_and_table_is_in_the_archive(folder):
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there >= names()
    assert {layer.file for layer in geodata.layers()} <= names()
    assert names() - {layer.file for layer in geodata.layers()} == {
        "datapackage.json",
        "ro-crate-metadata.json",
        *(f"schema/{name}.json" for name in schemas.schemas()),
        "gate-unguarded.gpkg",
        "gate-unguarded-places.csv",
        "gate-unguarded-claims.csv",
        "gate-unguarded-corrections.csv",
        "gate-unguarded-sources.csv",
        "gate-unguarded-places.kml",
    }


@pytest.mark.parametrize("layer", VECTOR, ids=lambda layer: layer.id)
def test_gdal_reads_each_geojson_as_it_was_built(folder, layer):
    assert_like_the_layer(read(folder / layer.file), layer)


@pytest.mark.parametrize("layer", VECTOR, ids=lambda layer: layer.id)
def test_each_geojson_carries_licence_and_credit_and_no_crs(folder, layer):
    given = json.loads((folder / layer.file).read_text(encoding="utf-8"))
    assert given["license"] == layer.licence
    for source in export.sources_of(layer):
        assert source.credit in given["attribution"]
    assert given["title"] == layer.title
    assert "crs" not in given
    assert given["features"] == list(geodata.features(layer.id))


def test_the_relief_carries_licence_credit_and_bounds(folder):
    picture = Image.open(folder / "relief.webp")
    picture.load()
    told = picture.info["xmp"].decode()
    assert "Licence: Public domain" in told
    assert "GLOBE 1.0, NOAA" in told
    assert "56, 28, 98, 50" in told
    with Image.open(load.LAYERS / "relief.webp") as built:
        assert picture.convert("RGB").tobytes() == built.convert("RGB").tobytes()


@pytest.mark.parametrize("layer", VECTOR, ids=lambda layer: layer.id)
def test_gdal_reads_each_layer_of_the_geopackage(folder, layer):
    path = folder / "gate-unguarded.gpkg"
    assert_like_the_layer(read(path, layer=layer.id), layer)
    told = pyogrio.read_info(path, layer=layer.id)
    assert told["layer_metadata"]["LICENSE"] == layer.licence
    assert told["layer_metadata"]["ATTRIBUTION"] == export.credit_of(layer)
    assert told["layer_metadata"]["IDENTIFIER"] == layer.title
    assert "Paul Pryce" in told["dataset_metadata"]["CREDIT"]


def test_the_geopackage_holds_the_layers_and_is_made_the_same_again(folder):
    path = folder / "gate-unguarded.gpkg"
    assert {name for name, _ in pyogrio.list_layers(path)} == {layer.id for layer in VECTOR}
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    assert gpkg._content.__wrapped__() == path.read_bytes()
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") == before


def test_gdal_reads_the_kml(folder):
    path = folder / "gate-unguarded-places.kml"
    places, ceded = (read(path, layer=name) for name, _ in pyogrio.list_layers(path))
    assert {places.crs.to_epsg(), ceded.crs.to_epsg()} == {4326}
    assert sorted(places["Name"]) == sorted(place.name for place in geodata.places())
    assert len(ceded) == len(geodata.features("ceded"))
    by_name = {feature["properties"]["name"]: feature["properties"] for feature in geodata.features("ceded")}
    for _, parcel in ceded.iterrows():
        assert measure.area_km2(mapping(parcel.geometry)) == pytest.approx(
            by_name[parcel["Name"]]["area_km2"], abs=0.051
        )
    whole = path.read_text(encoding="utf-8")
    assert "ODbL-1.0" in whole
    assert "© OpenStreetMap contributors" in whole
    assert "reconstructed, not official" in whole
    assert "[S2]" in whole
    assert "{{" not in whole
    assert "Height: 650 to 1,640 m, by a model." in places.set_index("Name")["description"]["Lyaur training ground"]
    assert ceded["description"].str.contains("Height: 3,8").all()


def test_a_hole_in_an_area_stays_a_hole_in_the_kml(monkeypatch, tmp_path):
    outer = [[70, 38], [71, 38], [71, 39], [70, 39], [70, 38]]
    hole = [[70.2, 38.2], [70.2, 38.4], [70.4, 38.4], [70.4, 38.2], [70.2, 38.2]]
    pierced = {"type": "MultiPolygon", "coordinates": [[outer, hole]]}
    feature = {"properties": {"id": "x", "name": "x"}, "geometry": pierced}
    monkeypatch.setattr(geodata, "features", lambda _: (feature,))
    path = tmp_path / "x.kml"
    path.write_bytes(export.places_kml().content)
    for name, _ in pyogrio.list_layers(path):
        (given,) = read(path, layer=name).geometry
        assert measure.area_km2(mapping(given)) == pytest.approx(measure.area_km2(pierced))
        assert not given.contains(Point(70.3, 38.3))


def test_the_places_are_a_table_that_gdal_sets_on_the_map(folder):
    path = folder / "gate-unguarded-places.csv"
    with path.open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [row["id"] for row in rows] == [place.id for place in geodata.places()]
    assert list(rows[0]) == [column.name for column in export.place_columns()]
    assert all("ODbL-1.0" in row["licence"] and "OpenStreetMap" in row["licence"] for row in rows)
    assert not any("{{" in value or value == "None" for row in rows for value in row.values())
    points = read(path, X_POSSIBLE_NAMES="lon", Y_POSSIBLE_NAMES="lat").set_index("id")
    for place in geodata.places():
        point = points.geometry[place.id]
        if place.extent.lat is None:
            assert point is None
        else:
            assert (point.y, point.x) == (place.extent.lat, place.extent.lon)
        assert [float(points[side][place.id]) for side in ("west", "south", "east", "north")] == list(place.bounds)
        for end in ("height_low_m", "height_high_m"):
            assert points[end][place.id] == (f"{place.measures[end]}" if end in place.measures else "")
        for distance in place.distances:
            if distance.to != place.id:
                assert float(points[f"{distance.to.replace('-', '_')}_high_km"][place.id]) == distance.high_km


def test_the_claims_are_the_ledger_with_its_licence(folder):
    assert (folder / "gate-unguarded-claims.csv").read_bytes() == export.claims_csv().content
    table = read(folder / "gate-unguarded-claims.csv", ignore_geometry=True)
    assert list(table["id"]) == [claim.id for claim in geodata.claims()]
    assert table["licence"].str.contains("ODbL").all()


def test_corrections_are_a_table_and_stand_in_the_ledger_too(folder):
    assert (folder / "gate-unguarded-corrections.csv").read_bytes() == export.corrections_csv().content
    with (folder / "gate-unguarded-corrections.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [(row["date"], row["kind"], row["id"], row["what"]) for row in rows] == [
        (one.date, one.kind, one.id, one.what) for one in reversed(geodata.corrections())
    ]
    ledger = json.loads(export.claims_json().content)
    assert [row["why"] for row in ledger["corrections"]] == [row["why"].removeprefix("'") for row in rows]
    assert not any("{{" in value for row in rows for value in row.values())


@pytest.mark.parametrize(("kind", "records"), [("claim", geodata.claims), ("place", geodata.places)])
def test_a_table_says_when_each_record_last_changed(folder, kind, records):
    with (folder / f"gate-unguarded-{kind}s.csv").open(encoding="utf-8-sig", newline="") as table:
        changed = {row["id"]: row["last_changed"] for row in csv.DictReader(table)}
    about_it = {"claim": ("claim",), "place": ("place", "panel", "figure")}[kind]
    for record in records():
        found = [
            one.date
            for one in geodata.corrections()
            if one.kind in about_it and re.split("[. ]", one.id)[0] == record.id
        ]
        assert changed[record.id] == max(found, default="")


def test_every_file_says_of_which_version_it_is(folder):
    newest = about.newest()
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert (package["version"], package["hash"]) == (newest.version, f"sha256:{about.checksum()}")
    assert json.loads((folder / "lakes.geojson").read_text(encoding="utf-8"))["data_version"] == newest.version
    assert json.loads(export.claims_json().content)["data"]["checksum"] == about.checksum()


def test_the_documents_cited_are_told_in_full(folder):
    table = read(folder / "gate-unguarded-sources.csv", ignore_geometry=True).fillna("").set_index("key")
    assert list(table.index) == [source.key for source in geodata.fact_sources()]
    for source in geodata.fact_sources():
        row = table.loc[source.key]
        for name in ("title", "publisher", "author", "date", "language", "kind", "passage", "read", "read_on", "note"):
            assert row[name].removeprefix("'") == getattr(source, name), (source.key, name)
        assert (row["address"], row["mirrors"]) == (source.address, "; ".join(source.mirrors))
        assert row["archive"] == source.archive
        assert row["archive"].startswith("https://web.archive.org/web/2026")
        assert row["better"] == "; ".join(source.better)
    assert table.loc["S103", "former_keys"] == "S12"
    assert set(table["licence"]) == {geodata.dashboard().claims_licence}
    cited = next(claim for claim in geodata.claims() if claim.sources)
    assert cited.id in table.loc[geodata.documents(cited.sources)[0].key, "cited_by"].split("; ")


def test_the_description_of_the_claims_names_every_document(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["path"]: resource for resource in package["resources"]}
    named = {one["title"].partition(":")[0]: one["path"] for one in resources["gate-unguarded-claims.csv"]["sources"]}
    assert named == {source.key: source.link for source in geodata.fact_sources()}
    fields = [field["name"] for field in resources["gate-unguarded-sources.csv"]["schema"]["fields"]]
    assert {"passage", "read_on", "archive", "better"} <= set(fields)


def test_the_data_package_validates(folder):
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "message"])


@pytest.mark.parametrize("name", ["lakes.geojson", "gate-unguarded.gpkg", "gate-unguarded-places.csv"])
def test_a_changed_file_is_noticed(folder, name):
    path = folder / name
    before = path.read_bytes()
    try:
        path.write_bytes(before[:-20] + b"x" + before[-19:])
        report = frictionless.Package(str(folder / "datapackage.json")).validate()
        assert not report.valid
        assert [task.name for task in report.tasks if not task.valid] == [name.replace(".", "-")]
    finally:
        path.write_bytes(before)


def test_the_data_package_describes_every_file(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["path"]: resource for resource in package["resources"]}
    assert {*resources, "datapackage.json", "ro-crate-metadata.json"} == names()
    for path, resource in resources.items():
        content = (folder / path).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["licenses"], path
        assert all(licence["path"].startswith("https://") for licence in resource["licenses"])
    for layer in geodata.layers():
        resource = resources[layer.file]
        assert [field["name"] for field in resource.get("schema", {"fields": []})["fields"]] == [
            column.name for column in layer.columns
        ]
        assert [source["credit"] for source in resource["sources"]] == [
            source.credit for source in export.sources_of(layer)
        ]
        assert resource["licenses"][0]["name"].removeprefix("other-pd") in layer.licence
    kinds = {field["name"]: field["type"] for field in resources["towns.geojson"]["schema"]["fields"]}
    assert kinds["population"] == kinds["rank"] == "integer"
    assert kinds["name"] == "string"
    assert {f["name"]: f["type"] for f in resources["ceded.geojson"]["schema"]["fields"]}["area_km2"] == "number"


# What this crate's context calls types of schema.org by.
CRATE_TYPES = {"File": "MediaObject"}


def entities(folder):
    crate = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    return {one["@id"]: one for one in crate["@graph"]}, crate


def test_the_package_is_a_crate_that_its_own_reader_reads(folder):
    crate = ROCrate(folder)
    assert crate.name == geodata.dashboard().title
    assert crate.mainEntity is None
    assert crate.datePublished.date().isoformat() == about.newest().date
    assert crate.root_dataset["version"] == about.newest().version
    assert crate.publisher["name"] == geodata.dashboard().authors
    # It takes an entity whose file is missing for one that lies elsewhere.
    assert {one.id for one in crate.get_entities() if one.type == "File"} == names() - {"ro-crate-metadata.json"}


def test_the_crate_keeps_the_rules_of_its_specification(folder):
    """RO-Crate 1.2: the descriptor, the root and what it has to say, a flat graph, whose every name is known."""
    found, crate = entities(folder)
    assert crate["@context"] == "https://w3id.org/ro/crate/1.2/context"
    assert len(found) == len(crate["@graph"])
    descriptor, root = found["ro-crate-metadata.json"], found["./"]
    assert (descriptor["@type"], descriptor["about"]) == ("CreativeWork", {"@id": "./"})
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    assert root["@type"] == "Dataset"
    assert all(root[name] for name in ("name", "description", "license", "publisher"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", root["datePublished"])
    assert {one["@id"] for one in root["hasPart"]} == names() - {"ro-crate-metadata.json"}
    own = ("ro-crate-metadata.json", "./")
    for entity in found.values():
        inside = [value for key, value in entity.items() if not key.startswith("@")]
        flat = [one for value in inside for one in (value if isinstance(value, list) else [value])]
        references = [one for one in flat if isinstance(one, dict)]
        assert all(
            list(one) == ["@id"] and one["@id"] in (*found, "https://w3id.org/ro/crate/1.2") for one in references
        )
        assert {*entity} - {"@id", "@type"} | {entity["@type"]} <= vocabulary.crate_terms()
        assert entity["@id"] in own or re.match(r"#|https?:", entity["@id"]) or (folder / entity["@id"]).is_file()


def test_the_crate_follows_the_vocabulary_of_schema_org(folder):
    found, crate = entities(folder)
    # Of another vocabulary: Dublin Core.
    del found["ro-crate-metadata.json"]["conformsTo"]
    assert vocabulary.faults(crate["@graph"], CRATE_TYPES) == []


def test_the_crate_says_of_each_file_what_the_data_package_says(folder):
    found, _ = entities(folder)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        entity = found[resource["path"]]
        assert entity["contentSize"] == str(resource["bytes"])
        assert f"sha256:{entity['sha256']}" == resource["hash"]
        assert entity["encodingFormat"] == resource["mediatype"]
        licences = entity.get("license", found["./"]["license"])
        named = {one["@id"] for one in (licences if isinstance(licences, list) else [licences])}
        assert named == {one["path"] for one in resource["licenses"]}
        based = entity.get("isBasedOn", [])
        based = {one["@id"] for one in (based if isinstance(based, list) else [based])}
        assert based == {one["path"] for one in resource.get("sources", [])}
    # What has the licence of the whole does not repeat it.
    assert {"license"} & set(found["schema/claims.json"]) == set()
    assert {"license"} & set(found["lakes.geojson"]) == {"license"}
    assert found["#checksum"]["value"] == about.checksum()


def test_the_schemas_of_the_records_are_those_that_the_check_uses(folder):
    for name, schema in schemas.schemas().items():
        assert json.loads((folder / f"schema/{name}.json").read_text(encoding="utf-8")) == schema


def test_the_archive_is_made_the_same_again():
    assert export.archive.__wrapped__() == export.archive()


def test_only_the_geopackage_needs_a_geographic_library():
    code = (
        "import sys; from geodata import export, layers\n"
        "[export.layer_file(layer.id) for layer in layers()]; export.places_csv(); export.claims_csv()\n"
        "export.places_kml(); print(','.join(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not HEAVY & set(loaded.strip().split(","))
