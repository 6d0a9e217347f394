/**
 * How the list of a deletion is checked, as JSON; and what was known of each identity on a list when it was taken down,
 * as JSON: the report tells it when nobody else can any more.
 */
export const checked = `
  ALTER TABLE jobs ADD COLUMN checked TEXT;
  ALTER TABLE job_items ADD COLUMN about TEXT;`;
