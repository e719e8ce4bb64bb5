-- More units. Three of the lists before held "village committees" with a line break in it.
ALTER TABLE indicator DROP CONSTRAINT indicator_unit_check;
ALTER TABLE indicator ADD CONSTRAINT indicator_unit_check CHECK (unit IN ('fen', 'people', 'households', 'farmers', 'students',
  'villages', 'village committees', 'documents', 'suggestions', 'parts', 'years', 'percent', 'events', 'kilometres',
  'hectares', 'mu', 'metres', 'square metres', 'tonnes'));
ALTER TABLE indicator DROP CONSTRAINT indicator_baseline_unit_check;
ALTER TABLE indicator ADD CONSTRAINT indicator_baseline_unit_check CHECK (baseline_unit IN ('fen', 'people', 'households', 'farmers', 'students',
  'villages', 'village committees', 'documents', 'suggestions', 'parts', 'years', 'percent', 'events', 'kilometres',
  'hectares', 'mu', 'metres', 'square metres', 'tonnes'));
ALTER TABLE indicator_value DROP CONSTRAINT indicator_value_target_unit_check;
ALTER TABLE indicator_value ADD CONSTRAINT indicator_value_target_unit_check CHECK (target_unit IN ('fen', 'people', 'households', 'farmers', 'students',
  'villages', 'village committees', 'documents', 'suggestions', 'parts', 'years', 'percent', 'events', 'kilometres',
  'hectares', 'mu', 'metres', 'square metres', 'tonnes'));
ALTER TABLE indicator_value DROP CONSTRAINT indicator_value_actual_unit_check;
ALTER TABLE indicator_value ADD CONSTRAINT indicator_value_actual_unit_check CHECK (actual_unit IN ('fen', 'people', 'households', 'farmers', 'students',
  'villages', 'village committees', 'documents', 'suggestions', 'parts', 'years', 'percent', 'events', 'kilometres',
  'hectares', 'mu', 'metres', 'square metres', 'tonnes'));
ALTER TABLE figure DROP CONSTRAINT figure_quantity_unit_check;
ALTER TABLE figure ADD CONSTRAINT figure_quantity_unit_check CHECK (quantity_unit IN ('fen', 'people', 'households', 'farmers', 'students',
  'villages', 'village committees', 'documents', 'suggestions', 'parts', 'years', 'percent', 'events', 'kilometres',
  'hectares', 'mu', 'metres', 'square metres', 'tonnes'));
