"""Prints in milliseconds what one small synced commit of a bare SQLite file takes, one a line: FILE NUMBER."""

import sqlite3
import sys
import time

file, number = sys.argv[1], int(sys.argv[2])
database = sqlite3.connect(file, isolation_level=None)
database.execute("PRAGMA journal_mode = WAL")
database.execute("PRAGMA synchronous = FULL")
database.execute("CREATE TABLE IF NOT EXISTS one (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
database.execute("INSERT OR IGNORE INTO one VALUES (1, '')")
for turn in range(number):
    since = time.perf_counter()
    database.execute("BEGIN IMMEDIATE")
    database.execute("UPDATE one SET text = ? WHERE id = 1", (f"text {turn}",))
    database.execute("COMMIT")
    print((time.perf_counter() - since) * 1000)
