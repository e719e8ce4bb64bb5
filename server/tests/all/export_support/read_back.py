"""Reads a file that the program has made, with other libraries than the program's, and prints it as JSON.

    python3 read_back.py csv|xlsx|geojson FILE

Needs openpyxl for workbooks and pyogrio, which brings GDAL, for GeoJSON: pip install openpyxl pyogrio
"""
import csv
import datetime
import json
import struct
import sys


def read_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def cell(value):
    """A value with its type, so that the number 1 and the text "1" differ."""
    if isinstance(value, datetime.datetime):
        return {"date": value.date().isoformat()}
    if isinstance(value, bool):
        return {"flag": value}
    if isinstance(value, (int, float)):
        return {"number": value}
    return None if value is None else {"text": value}


def read_xlsx(path):
    from openpyxl import load_workbook

    book = load_workbook(path)
    rows, about = book.worksheets
    return {
        "names": book.sheetnames,
        "title": book.properties.title,
        "freeze": rows.freeze_panes,
        "filter": rows.auto_filter.ref,
        "widths": [rows.column_dimensions[letter].width for letter in "ABC"],
        "formulas": sum(c.data_type == "f" for sheet in book for row in sheet for c in row),
        "formats": sorted({c.number_format for row in rows.iter_rows(min_row=2) for c in row if c.value is not None}),
        "rows": [[cell(c.value) for c in row] for row in rows],
        "about": [[c.value for c in row] for row in about],
    }


def points(wkb):
    """The positions of a point or of several, from well-known binary."""
    if wkb is None:
        return None
    order = "<" if wkb[0] == 1 else ">"
    (kind,) = struct.unpack_from(order + "I", wkb, 1)
    if kind == 1:
        return [list(struct.unpack_from(order + "dd", wkb, 5))]
    assert kind == 4, kind
    (count,) = struct.unpack_from(order + "I", wkb, 5)
    return [list(struct.unpack_from(order + "dd", wkb, 9 + 21 * number + 5)) for number in range(count)]


def plain(value):
    value = value.item() if hasattr(value, "item") else value
    return None if isinstance(value, float) and value != value else value


def read_geojson(path):
    import pyogrio.raw

    meta, _, geometry, columns = pyogrio.raw.read(path)
    fields = list(meta["fields"])
    return {
        "crs": meta["crs"],
        "layer": [str(name) for name in pyogrio.list_layers(path)[:, 0]],
        "features": [
            {"points": points(shape), "properties": dict(zip(fields, (plain(column[at]) for column in columns)))}
            for at, shape in enumerate(geometry)
        ],
    }


if __name__ == "__main__":
    how, path = sys.argv[1:]
    json.dump({"csv": read_csv, "xlsx": read_xlsx, "geojson": read_geojson}[how](path), sys.stdout, ensure_ascii=False)
