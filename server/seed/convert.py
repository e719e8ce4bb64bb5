#!/usr/bin/env python3
"""Makes huaning.json, the data set of the program, from the files in source/.

    python3 convert.py [OUTPUT]        (without OUTPUT: huaning.json beside this file; "-" for standard output)

Standard library only, and the same bytes on every run. README.md documents the format and this mapping field by field.
Where the source contradicts itself the run stops: nothing is guessed here.
"""

import hashlib
import json
import sys
from pathlib import Path

import basemap

HERE = Path(__file__).resolve().parent
ARTICLE = "huaning-tongxin-article"
COUNTY = "huaning-county"

# Paragraph of the article -> pillar of the programme.
PILLARS = {1: "organisation", 2: "projects", 3: "training", 4: "proposals", 5: "livelihood"}
ROLES = {
    "lead": "lead", "funder": "funding", "implementer": "implementing", "partner": "partner", "donor": "donor",
    "signatory": "signatory", "proposer": "proposer",
}
STATUSES = {
    "implemented": "carried out", "agreement signed": "agreement signed",
    "intention agreement": "intention agreement", "unknown": "unknown",
}
KINDS = {
    "divisions": "division", "organisations": "organisation", "sites": "site", "projects": "project",
    "trainings": "training", "aid": "aid", "proposals": "proposal", "working_groups": "working-group",
}
# Figures that may contain another one: the aid's own summary says that whether the total of four years contains the
# winter goods is not said.
MAY_CONTAIN = {
    "fig-winter-goods-value": ["fig-aid-investment"],
    "fig-winter-goods-people": ["fig-aid-beneficiaries"],
}
COLLECTIONS = [
    "sources", "divisions", "programmes", "map_features", "organisations", "working_groups", "sites", "projects",
    "trainings", "aid", "proposals", "services", "participations", "budgets", "transactions", "indicators",
    "indicator_values", "figures", "statements", "photos",
]
LONGEST_SLUG = 120

# The base map: how far it reaches beyond the county, and what is thinned away (degrees of latitude; 0.001 is 111 m).
BEYOND = 0.6
TOLERANCE = {"neighbour": 0.0015, "lake": 0.0015, "river": 0.0015}
DECIMALS = {"area": 5, "neighbour": 5, "lake": 4, "river": 4, "place": 5}


def check(holds, what):
    if not holds:
        sys.exit(f"convert.py: {what}")


def phrase(en=None, zh=None):
    return {"zh": zh, "en": en}


def phrases(en, zh, where):
    check(len(en) == len(zh), f"{where}: the lists in the two languages differ in length")
    return [phrase(*pair) for pair in zip(en, zh)]


def name(en, zh, status):
    return {"zh": zh, "en": en, "zh_status": status}


def citation(source):
    return {"source": source["document"], "paragraph": source["paragraph"], "locator": source["locator"]}


def pillars(citations):
    found = [PILLARS[c["paragraph"]] for c in citations if c["source"] == ARTICLE and c["paragraph"] is not None]
    return list(dict.fromkeys(found))


def head(record, named=None, with_pillars=True):
    """The fields that every record has."""
    citations = [citation(source) for source in
                 [record["source"], *record.get("also_in", []), *record.get("mentioned_in", [])]]
    return {
        "id": record["id"],
        "name": named,
        "summary": phrase(record.get("summary_en"), record.get("summary_zh")),
        "pillars": pillars(citations) if with_pillars else [],
        "garbled": record["garbled"],
        "reading_note": record["reading_note"],
        "citations": citations,
    }


def named(record, status=None):
    return name(record["name_en"], record["name_zh"], status or record["name_zh_status"])


def amount(money):
    return money and {"fen": money["fen"], "currency": money["currency"], "bound": money["qualifier"]}


def location(place):
    if place is None:
        return None
    check(place["datum"] == "WGS-84", "a location that is not in WGS-84")
    crossed = place["cross_check"]
    return {
        "lat": place["lat"], "lng": place["lng"], "precision": place["precision"], "method": place["method"],
        "source": place["source"],
        "entered": None,  # the source keeps only the converted coordinate
        "cross_check": crossed and {
            "source": crossed["source"], "identifier": str(crossed["geonames_id"]), "name": crossed["name"],
            "lat": crossed["lat"], "lng": crossed["lng"], "distance_m": crossed["distance_m"],
        },
    }


def entry_id(entity):
    return {"kind": KINDS[entity["collection"]], "id": entity["id"]}


def period(label, years, begins, ends, *records):
    """A period; its label is given in Chinese only where one of the records states it in Chinese."""
    states_it = any("四年" in (record.get(field) or "") for record in records for field in ("name_zh", "summary_zh"))
    return {
        "label": phrase(label, "四年" if label == "four years" and states_it else None), "years": years,
        "from": begins and str(begins), "to": ends and str(ends),
    }


def check_derived(data):
    """Fields that repeat what other fields say must agree with them; they are not kept."""
    for site in data["sites"]:
        check(site["is_tongxin_brand"] == (site["brand"] == "tongxin"), f"site {site['id']}: brand and is_tongxin_brand")
    for collection in KINDS:
        for record in data[collection]:
            if "figures" in record:
                belonging = {f["id"] for f in data["figures"] if f["entity"] == {"collection": collection, "id": record["id"]}}
                check(set(record["figures"]) == belonging, f"{collection} {record['id']}: its figures and figures[].entity")


def source(s):
    return {
        "id": s["id"],
        # What was translated from Chinese has a Chinese title that is itself a translation.
        "name": named({"name_en": s["title_en"], "name_zh": s["title_zh"]},
                      "translated" if s["translated_from"] else "established"),
        "summary": phrase(), "pillars": [], "garbled": False, "reading_note": None, "citations": [],
        "kind": s["kind"], "file": s["file"], "author": phrase(s["author"], s["author_zh"]), "date": s["date"],
        "language": s["language"], "translated_from": s["translated_from"], "licence": s["licence"], "note": s["note"],
    }


def division(d):
    return head(d, named(d), with_pillars=False) | {
        "code": d["code"], "code_source": d["code_source"], "code_year": d["code_year"], "level": d["level"],
        "kind": d["kind"], "parent": d["parent"], "pinyin": d["pinyin"], "named_in_source": d["named_in_article"],
        "location": location(d["location"]), "valid_from": None, "valid_to": None,
    }


def organisation(o):
    return head(o, named(o)) | {
        "kind": o["kind"], "level": o["level"], "credit_code": None, "members": o["members"], "as_printed": o["as_printed"],
    }


def working_group(g):
    return head(g, named(g)) | {
        "kind": g["kind"], "lead": g["lead"], "head": phrase(g["head_en"], g["head_zh"]), "members": g["members"],
    }


def site(s):
    return head(s, named(s), with_pillars=False) | {
        "kind": s["kind"], "division": s["division"], "candidate_divisions": s["candidate_divisions"],
        "brand": s["brand"], "location": location(s["location"]),
    }


def project(p):
    return head(p, named(p)) | {
        "kind": p["kind"], "theme": p["theme"], "brand": p["brand"], "status": STATUSES[p["status"]],
        "sites": p["sites"], "divisions": p["divisions"], "part_of": p["part_of"], "grouped_with": p["grouped_with"],
        "stated_amount": amount(p["amount"]), "start": p["start_date"], "end": p["end_date"],
    }


def training(t):
    return head(t, named(t)) | {
        "kind": t["kind"], "subject": phrase(t["subject_en"], t["subject_zh"]),
        "audience": phrase(t["audience_en"], t["audience_zh"]), "place": t["place"], "division": t["division"],
        "sites": t["sites"], "date": t["date"], "participants": t["participants"], "women": None,
        "participant_groups": [], "cost": None, "part_of": t["part_of"],
    }


def aid(a, figures):
    # How many years the period has stands in the figures of the same record.
    spans = {f["period"]["years"] for f in figures if f["id"] in a["figures"] and f["period"]
             and f["period"]["label"] == a["period"]}
    check(len(spans) <= 1, f"aid {a['id']}: its figures name periods of different length")
    return head(a, named(a)) | {
        "kind": a["kind"], "goods": phrases(a["goods_en"], a["goods_zh"], f"aid {a['id']}: goods"),
        "donors": a["donors"], "recipients": phrase(a["recipients_en"], a["recipients_zh"]),
        "divisions": a["divisions"], "sites": [], "households": a["households"], "people": a["people"],
        "students": a["students"], "village_committees": a["village_committees"], "value": amount(a["value"]),
        "period": a["period"] and period(a["period"], next(iter(spans), None), None, None, a), "date": a["date"],
    }


def proposal(p):
    where = f"proposal {p['id']}"
    return head(p, named(p)) | {
        "kind": p["kind"], "count": p["count"], "bound": p["qualifier"], "counts": phrase(p["counts_en"], p["counts_zh"]),
        "topics": phrases(p["topics_en"], p["topics_zh"], where), "methods": phrases(p["methods_en"], p["methods_zh"], where),
        # The kind says it for one record; of the other the source does not say it.
        "adopted": True if p["kind"].startswith("adopted ") else None,
        "divisions": [],  # the source counts them for the whole programme
    }


def slug(*parts):
    """Parts joined to a slug; one that is too long keeps its beginning and ends with a hash of the whole."""
    whole = "-".join(parts)
    if len(whole) <= LONGEST_SLUG:
        return whole
    ending = hashlib.sha256(whole.encode()).hexdigest()[:8]
    return whole[: LONGEST_SLUG - 9].rstrip("-") + "-" + ending


def participations(data):
    for collection in ("projects", "trainings", "proposals"):
        for record in data[collection]:
            for part in record["organisations"]:
                cited = [citation(part["source"])]
                yield {
                    "id": slug(record["id"], part["organisation"], ROLES[part["role"]]), "name": None,
                    "summary": phrase(), "pillars": pillars(cited), "garbled": False, "reading_note": None,
                    "citations": cited, "of": entry_id({"collection": collection, "id": record["id"]}),
                    "organisation": part["organisation"], "role": ROLES[part["role"]],
                    "joint": part["attribution"] == "collective",
                }


def figure(f, owner):
    stated = f["period"]
    # The label of a figure is plain description in both languages, not the back-translation of a proper name.
    return head(f, named(f, "established")) | {
        "of": entry_id(f["entity"]),
        "quantity": {"value": f["value"], "decimals": 0, "unit": f["unit"], "bound": f["qualifier"]},
        "period": stated and period(stated["label"], stated["years"], stated["from"], stated["to"], f, owner),
        "counts": phrase(f["counts_en"], f["counts_zh"]), "as_printed": f["as_printed"],
        "status": "doubtful reading" if f["garbled"] else "reported",
        "may_be_contained_in": MAY_CONTAIN.get(f["id"], []),
    }


def statement(s):
    return head(s) | {"theme": s["theme"], "of": entry_id(s["entity"]), "organisations": s["organisations"]}


def programme(data):
    check(data["title_zh"].endswith("华宁县“同心”示范点"), "the title of the programme has changed")
    number = "GS(2024)0650号"
    check(number in next(s for s in data["sources"] if s["id"] == "tianditu-2024-05")["note"], "the map approval number")
    cited = {"document": ARTICLE, "paragraph": 1, "locator": "concentric demonstration site project"}
    record = {"id": "huaning-tongxin", "source": cited, "garbled": False, "reading_note": None}
    return head(record, name("Tongxin demonstration sites of Huaning County", "华宁县“同心”示范点", "translated"),
                with_pillars=False) | {
        "division": COUNTY, "fictional": False, "map_approval": number,
        "map_credit": phrase(
            en=f"Borders: Tianditu, edition of May 2024, {number} (the number is that of the source, not an approval of "
               "this map). Water: GSHHG 2.3.6 (LGPL). Places: GeoNames (CC BY 4.0). Township seats: Vonng/adcode "
               "(CC BY 4.0, from Amap points, converted to WGS-84) and GeoNames.",
            zh=f"行政区划界线：天地图2024年5月版，审图号{number}（为数据来源的审图号，本图未经审核）。"
               "水系：GSHHG 2.3.6（LGPL）。地名：GeoNames（CC BY 4.0）。"
               "乡镇驻地：Vonng/adcode（CC BY 4.0，高德点位，已转换为WGS-84）及GeoNames。",
        ),
    }


GSHHG = {
    "id": "gshhg-2-3-6", "kind": "data set", "title_en": "GSHHG 2.3.6: shorelines, lakes and rivers of the world",
    "title_zh": "GSHHG 2.3.6 全球海岸线、湖泊与河流数据", "file": "geo/basemap-water.geojson",
    "author": "Paul Wessel and Walter H. F. Smith", "author_zh": None, "date": None, "language": "en",
    "translated_from": None, "licence": "LGPL",
    "note": "Lakes and rivers, coarse: some hundred metres of error are to be expected. River names were given by "
            "position. See geo/README.md.",
}


def feature(ident, kind, lines, rank, properties, source_id, locator, note=None):
    en, zh = properties["name_en"], properties["name_zh"]
    return {
        "id": ident, "name": name(en, zh, "established") if en and zh else None, "summary": phrase(), "pillars": [],
        "garbled": False, "reading_note": note,
        "citations": [{"source": source_id, "paragraph": None, "locator": locator}],
        "kind": kind, "lines": basemap.rounded(lines, DECIMALS[kind]), "rank": rank,
        "division": COUNTY if kind == "area" else None,
    }


def parts(geometry):
    """The lines of a geometry: rings of areas, lines, or the one point."""
    coordinates = geometry["coordinates"]
    return {
        "Point": lambda: [[coordinates]], "LineString": lambda: [coordinates], "MultiLineString": lambda: coordinates,
        "Polygon": lambda: coordinates, "MultiPolygon": lambda: [ring for area in coordinates for ring in area],
    }[geometry["type"]]()


def features_of(file):
    return json.loads((HERE / "source/geo" / file).read_text(encoding="utf-8"))["features"]


def areas(box):
    """The county as it is, and its neighbours cut to the box and thinned away from the county's border."""
    [county] = features_of("huaning-county.geojson")
    own = basemap.rounded(parts(county["geometry"]), DECIMALS["area"])
    neighbours = [f for f in features_of("huaning-neighbours.geojson") if f["properties"]["role"] == "neighbour"]
    cut = [basemap.rounded(filter(None, (basemap.clip_ring(ring, box) for ring in parts(f["geometry"]))), DECIMALS["neighbour"])
           for f in neighbours]
    thin = basemap.thin_areas(cut, {tuple(point) for ring in own for point in ring}, TOLERANCE["neighbour"])
    for f, kind, rank, lines in [(county, "area", 1, own), *((f, "neighbour", 2, rings) for f, rings in zip(neighbours, thin))]:
        if lines:
            yield feature(f["properties"]["place_id"], kind, lines, rank, f["properties"], "tianditu-2024-05",
                          f"division code {f['properties']['gb2260']}")


def water(box):
    for f in features_of("basemap-water.geojson"):
        properties, lines, kind = f["properties"], parts(f["geometry"]), f["properties"]["kind"]
        if kind == "lake":
            cut = filter(None, (basemap.clip_ring(ring, box) for ring in lines))
            lines = [basemap.thin_ring(ring, TOLERANCE[kind]) for ring in cut]
            rank = 1 if properties["area_km2_gshhg"] >= 100 else 2
            note = None
        else:
            cut = (piece for line in lines for piece in basemap.clip_line(line, box))
            lines = [basemap.thin_line(line, TOLERANCE[kind]) for line in cut]
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
        if properties["gb2260"] != county_code and basemap.inside(f["geometry"]["coordinates"], box):
            check(properties["source"] == "geonames-cities500", f"place {f['id']}: another source")
            yield feature(f["id"], "place", parts(f["geometry"]), properties["rank"], properties, "geonames-cities500",
                          f"GeoNames {properties['geonames_id']}")


def map_features():
    [county] = features_of("huaning-county.geojson")
    box = basemap.widened(basemap.bounds_of(parts(county["geometry"])), BEYOND)
    return [*areas(box), *water(box), *places(box)]


def convert(data):
    check(data["schema_version"] == 1, "programme.json of another version")
    check((data["datum"], data["currency"], data["amount_unit"]) == ("WGS-84", "CNY", "fen"), "datum or currency")
    check_derived(data)
    owners = {(collection, r["id"]): r for collection in KINDS for r in data[collection]}
    made = {
        "sources": [source(s) for s in [*data["sources"], GSHHG]],
        "divisions": [division(d) for d in data["divisions"]],
        "programmes": [programme(data)],
        "map_features": map_features(),
        "organisations": [organisation(o) for o in data["organisations"]],
        "working_groups": [working_group(g) for g in data["working_groups"]],
        "sites": [site(s) for s in data["sites"]],
        "projects": [project(p) for p in data["projects"]],
        "trainings": [training(t) for t in data["trainings"]],
        "aid": [aid(a, data["figures"]) for a in data["aid"]],
        "proposals": [proposal(p) for p in data["proposals"]],
        "participations": list(participations(data)),
        "figures": [figure(f, owners[f["entity"]["collection"], f["entity"]["id"]]) for f in data["figures"]],
        "statements": [statement(s) for s in data["statements"]],
    }
    for collection, records in made.items():
        check(len({r["id"] for r in records}) == len(records), f"{collection}: an id stands twice")
    note = f"{data['title_en']}. {data['title_zh']}。"
    return note, {collection: made.get(collection, []) for collection in COLLECTIONS}


def write(note, collections):
    """The data set as text, one record a line, so that a difference shows which records changed."""
    def line(value):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = [f'{{"format":"tongxin-atlas","version":1,"note":{line(note)}']
    for collection, records in collections.items():
        body = ",\n".join(line(record) for record in records)
        text.append(f'"{collection}":[\n{body}\n]' if records else f'"{collection}":[]')
    return ",\n".join(text) + "}\n"


def main():
    data = json.loads((HERE / "source/programme.json").read_text(encoding="utf-8"))
    text = write(*convert(data))
    target = sys.argv[1] if len(sys.argv) > 1 else HERE / "huaning.json"
    if target == "-":
        sys.stdout.buffer.write(text.encode("utf-8"))
    else:
        Path(target).write_bytes(text.encode("utf-8"))


if __name__ == "__main__":
    main()
