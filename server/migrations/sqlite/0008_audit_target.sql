-- Who approved a change stands beside its row in the chain, which is found by what it is about.
CREATE INDEX audit_by_target ON audit (target);
