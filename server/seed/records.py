"""What every part of the conversion needs to write a record."""

import hashlib
import sys

from notes import NOTES

LONGEST_SLUG = 120
ARTICLE = "huaning-tongxin-article"

PERIODS = {"four years": "四年"}

# Paragraph of the article -> pillar of the programme.
PILLARS = {1: "organisation", 2: "projects", 3: "training", 4: "proposals", 5: "livelihood"}
KINDS = {
    "divisions": "division", "organisations": "organisation", "sites": "site", "projects": "project",
    "trainings": "training", "aid": "aid", "proposals": "proposal", "working_groups": "working-group",
}


def check(holds, what):
    if not holds:
        sys.exit(f"convert.py: {what}")


def phrase(en=None, zh=None):
    return {"zh": zh, "en": en}


def own(note):
    """A note of our own in both languages, in the lines in which the program looks for them; what it quotes stays quoted."""
    check(note is None or note in NOTES, f"this note has no Chinese yet: {note}")
    return note and f"中文：{NOTES[note]}\nEnglish: {note}"


def licence(found):
    """A licence as found is a quotation; only what we said beside it is ours."""
    return own(found) if found in NOTES else found


def phrases(en, zh, where):
    check(len(en) == len(zh), f"{where}: the lists in the two languages differ in length")
    return [phrase(*pair) for pair in zip(en, zh)]


def name(en, zh, status):
    return {"zh": zh, "en": en, "zh_status": status}


def slug(*parts):
    """Parts joined to a slug; one that is too long keeps its beginning and ends with a hash of the whole."""
    whole = "-".join(parts)
    if len(whole) <= LONGEST_SLUG:
        return whole
    ending = hashlib.sha256(whole.encode()).hexdigest()[:8]
    return whole[: LONGEST_SLUG - 9].rstrip("-") + "-" + ending


def citation(source):
    # What leads to a place in a list of codes is the code, in either language.
    locator = source["locator"].removeprefix("division ").removeprefix("code ")
    return {"source": source["document"], "paragraph": source["paragraph"], "locator": locator}


def pillars(citations):
    found = [PILLARS[c["paragraph"]] for c in citations if c["source"] == ARTICLE and c["paragraph"] is not None]
    return list(dict.fromkeys(found))


def head(record, called=None, with_pillars=True):
    """The fields that every record has."""
    citations = [citation(source) for source in
                 [record["source"], *record.get("also_in", []), *record.get("mentioned_in", [])]]
    return {
        "id": record["id"],
        "name": called,
        "summary": phrase(record.get("summary_en"), record.get("summary_zh")),
        "pillars": pillars(citations) if with_pillars else [],
        "garbled": record["garbled"],
        "reading_note": own(record["reading_note"]),
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
        "lat": place["lat"], "lng": place["lng"], "precision": place["precision"], "method": own(place["method"]),
        "source": place["source"],
        "entered": None,  # the source keeps only the converted coordinate
        "cross_check": crossed and {
            "source": crossed["source"], "identifier": str(crossed["geonames_id"]), "name": crossed["name"],
            "lat": crossed["lat"], "lng": crossed["lng"], "distance_m": crossed["distance_m"],
        },
    }


def entry_id(entity):
    return {"kind": KINDS[entity["collection"]], "id": entity["id"]}


def period(label, years, begins, ends):
    """A period. Its label is a plain description, which the source has in English only."""
    check(label in PERIODS, f"this period has no Chinese yet: {label}")
    return {
        "label": phrase(label, PERIODS[label]), "years": years,
        "from": begins and str(begins), "to": ends and str(ends),
    }
