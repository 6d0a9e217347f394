/** How the list of a deletion is checked, as JSON. */
export const checked = 'ALTER TABLE jobs ADD COLUMN checked TEXT;';
