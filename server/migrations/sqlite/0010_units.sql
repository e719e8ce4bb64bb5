-- More units. Three of the lists before held "village committees" with a line break in it. SQLite has no statement for
-- another CHECK; its text is changed where it stands, as SQLite's page on ALTER TABLE has it for what changes no row.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(replace(sql, '''hectares''', '''hectares'', ''mu'', ''metres'', ''square metres'', ''tonnes'''),
  '''village' || char(10) || '    committees''', '''village committees''')
WHERE type = 'table' AND name IN ('indicator', 'indicator_value', 'figure');
PRAGMA writable_schema = RESET;
-- Other connections read the tables anew when something is made.
CREATE TABLE units_known (unit TEXT);
DROP TABLE units_known;
