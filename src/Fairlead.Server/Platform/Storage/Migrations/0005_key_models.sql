-- A JSON array of names, patterns and access groups; null for all models.
ALTER TABLE gateway_keys ADD COLUMN models TEXT;
