"""The base map of the programme: the county, its neighbours, water and places, as records of the kind map-feature."""

import json
from pathlib import Path

import geometry
from records import check, name, own, phrase

GEO = Path(__file__).resolve().parent / "source/geo"
COUNTY = "huaning-county"

# How far the map reaches beyond the county: this share of the county's longer side, on every side.
BEYOND = 0.6
# What is thinned away, in degrees of latitude; 0.001 is 111 m. The county's own border is kept whole.
TOLERANCE = {"neighbour": 0.002, "lake": 0.002, "river": 0.002}
DECIMALS = {"area": 5, "neighbour": 5, "lake": 4, "river": 4, "place": 5}

GSHHG = {
    "id": "gshhg-2-3-6", "kind": "data set", "title_en": "GSHHG 2.3.6: shorelines, lakes and rivers of the world",
    "title_zh": "GSHHG 2.3.6 全球海岸线、湖泊与河流数据", "file": "geo/basemap-water.geojson",
    "author": "Paul Wessel and Walter H. F. Smith", "author_zh": None, "date": None, "language": "en",
    "translated_from": None, "licence": "LGPL",
    "note": "Lakes and rivers, coarse: some hundred metres of error are to be expected. River names were given by "
            "position.",
}


def feature(ident, kind, lines, rank, properties, source_id, locator, note=None):
    en, zh = properties["name_en"], properties["name_zh"]
    return {
        "id": ident, "name": name(en, zh, "established") if en and zh else None, "summary": phrase(), "pillars": [],
        "garbled": False, "reading_note": own(note),
        "citations": [{"source": source_id, "paragraph": None, "locator": locator}],
        "kind": kind, "lines": geometry.rounded(lines, DECIMALS[kind]), "rank": rank,
        "division": COUNTY if kind == "area" else None,
    }


def parts(shape):
    """The lines of a geometry: rings of areas, lines, or the one point."""
    coordinates = shape["coordinates"]
    return {
        "Point": lambda: [[coordinates]], "LineString": lambda: [coordinates], "MultiLineString": lambda: coordinates,
        "Polygon": lambda: coordinates, "MultiPolygon": lambda: [ring for area in coordinates for ring in area],
    }[shape["type"]]()


def features_of(file):
    return json.loads((GEO / file).read_text(encoding="utf-8"))["features"]


def areas(box):
    """The county as it is, and its neighbours cut to the box and thinned away from the county's border."""
    [county] = features_of("huaning-county.geojson")
    own = geometry.rounded(parts(county["geometry"]), DECIMALS["area"])
    neighbours = [f for f in features_of("huaning-neighbours.geojson") if f["properties"]["role"] == "neighbour"]
    cut = [geometry.rounded(filter(None, (geometry.clip_ring(ring, box) for ring in parts(f["geometry"]))), DECIMALS["neighbour"])
           for f in neighbours]
    thin = geometry.thin_areas(cut, {tuple(point) for ring in own for point in ring}, TOLERANCE["neighbour"])
    for f, kind, rank, lines in [(county, "area", 1, own), *((f, "neighbour", 2, rings) for f, rings in zip(neighbours, thin))]:
        if lines:
            yield feature(f["properties"]["place_id"], kind, lines, rank, f["properties"], "tianditu-2024-05",
                          f["properties"]["gb2260"])


def water(box):
    for f in features_of("basemap-water.geojson"):
        properties, lines, kind = f["properties"], parts(f["geometry"]), f["properties"]["kind"]
        if kind == "lake":
            cut = filter(None, (geometry.clip_ring(ring, box) for ring in lines))
            lines = [geometry.thin_ring(ring, TOLERANCE[kind]) for ring in cut]
            rank = 1 if properties["area_km2_gshhg"] >= 100 else 2
            note = None
        else:
            cut = (piece for line in lines for piece in geometry.clip_line(line, box))
            lines = [geometry.thin_line(line, TOLERANCE[kind]) for line in cut]
            rank = 4 if properties["name_zh"] is None else 2 if properties["detail"] == "regional" else 3
            named_by_position = properties.get("name_basis") == "assigned by position"
            note = "The source gives the line without a name; the name was given by its position." if named_by_position else None
        if lines:
            yield feature(f["id"], kind, lines, rank, properties, "gshhg-2-3-6", f"{kind} {f['id']}", note)


def places(box):
    """Seats and cities beside the county; its own seat stands in the divisions, at another source's point."""
    county_code = features_of("huaning-county.geojson")[0]["properties"]["gb2260"]
    for f in features_of("basemap-places.geojson"):
        properties = f["properties"]
        if properties["gb2260"] != county_code and geometry.inside(f["geometry"]["coordinates"], box):
            check(properties["source"] == "geonames-cities500", f"place {f['id']}: another source")
            yield feature(f["id"], "place", parts(f["geometry"]), properties["rank"], properties, "geonames-cities500",
                          f"GeoNames {properties['geonames_id']}")


def map_features():
    [county] = features_of("huaning-county.geojson")
    box = geometry.widened(geometry.bounds_of(parts(county["geometry"])), BEYOND)
    return [*areas(box), *water(box), *places(box)]
