import { Readable } from 'node:stream';

import type { ExportFormat } from '@lifeguard/shared/api/identity-index';
import { stringify } from 'csv-stringify';

type Row = Readonly<Record<string, unknown>>;

/**
 * Rows as the text of a file, never more of it at once than the reader takes. CSV has a header, and no value that a
 * spreadsheet would run as a formula; a list is joined by spaces there. https://owasp.org/www-community/attacks/CSV_Injection
 */
export function lines(rows: AsyncIterable<Row>, format: ExportFormat, columns: readonly string[]): Readable {
  if (format === 'jsonl') return Readable.from(jsonLines(rows));
  const csv = stringify({ header: true, columns: [...columns], escape_formulas: true, cast: { boolean: String } });
  return Readable.from(flat(rows))
    .on('error', (error) => csv.destroy(error))
    .pipe(csv);
}

async function* jsonLines(rows: AsyncIterable<Row>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}

async function* flat(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  for await (const row of rows) {
    yield Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, guarded(Array.isArray(value) ? value.join(' ') : value)]),
    );
  }
}

/** Some programs skip control characters before they look for a formula; of these the library guards two. */
function guarded(value: unknown): unknown {
  return typeof value === 'string' && /^(?![\t\r])\p{Cc}/u.test(value) ? `'${value}` : value;
}
