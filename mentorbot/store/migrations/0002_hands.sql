-- What a hand found when it was last answered: the same hand at an unchanged question hears nothing twice.
ALTER TABLE hand ADD COLUMN opened_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE hand ADD COLUMN status TEXT NOT NULL DEFAULT '';
