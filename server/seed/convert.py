#!/usr/bin/env python3
"""Makes huaning.json, the data set of the program, from the files in source/.

    python3 convert.py [OUTPUT]        (without OUTPUT: huaning.json beside this file; "-" for standard output)

Standard library only, and the same bytes on every run. README.md documents the format and this mapping field by field.
Where the source contradicts itself the run stops: nothing is guessed here.
"""

import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # no cache folder beside the sources

from basemap import COUNTY, GSHHG, map_features
from records import (
    ARTICLE, KINDS, amount, check, citation, entry_id, head, licence, location, name, named, own, period, phrase, phrases,
    pillars, slug,
)

HERE = Path(__file__).resolve().parent
ROLES = {
    "lead": "lead", "funder": "funding", "implementer": "implementing", "partner": "partner", "donor": "donor",
    "signatory": "signatory", "proposer": "proposer",
}
STATUSES = {
    "implemented": "carried out", "agreement signed": "agreement signed",
    "intention agreement": "intention agreement", "unknown": "unknown",
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
        "language": s["language"], "translated_from": s["translated_from"], "licence": licence(s["licence"]),
        "note": own(s["note"]),
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
        "period": a["period"] and period(a["period"], next(iter(spans), None), None, None), "date": a["date"],
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


def figure(f):
    stated = f["period"]
    # The label of a figure is plain description in both languages, not the back-translation of a proper name.
    return head(f, named(f, "established")) | {
        "of": entry_id(f["entity"]),
        "quantity": {"value": f["value"], "decimals": 0, "unit": f["unit"], "bound": f["qualifier"]},
        "period": stated and period(stated["label"], stated["years"], stated["from"], stated["to"]),
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
    # The title is that of the data set in both languages.
    return head(record, name("Tongxin demonstration sites of Huaning County", "华宁县“同心”示范点", "established"),
                with_pillars=False) | {
        "division": COUNTY, "fictional": False, "map_approval": number,
        "map_credit": phrase(
            en="Borders: Tianditu, edition of May 2024 (its approval number is that of the source, not an approval of this "
               "map). Water: GSHHG 2.3.6 (LGPL). Places: GeoNames (CC BY 4.0). Township seats: Vonng/adcode "
               "(CC BY 4.0, from Amap points, converted to WGS-84) and GeoNames.",
            zh="行政区划界线：天地图2024年5月版（其审图号属于数据来源，不代表本图已通过审核）。"
               "水系：GSHHG 2.3.6（LGPL）。地名：GeoNames（CC BY 4.0）。"
               "乡镇驻地：Vonng/adcode（CC BY 4.0，高德点位，已转换为WGS-84）及GeoNames。",
        ),
    }


def convert(data):
    check(data["schema_version"] == 1, "programme.json of another version")
    check((data["datum"], data["currency"], data["amount_unit"]) == ("WGS-84", "CNY", "fen"), "datum or currency")
    check_derived(data)
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
        "figures": [figure(f) for f in data["figures"]],
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
