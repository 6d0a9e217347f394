import { describe, expect, it } from 'vitest';

import { explainError } from './error.ts';
import { factsOf } from './fixtures/facts.ts';
import { messages } from './fixtures/messages.ts';
import { type Report, reports } from './fixtures/reports.ts';

const explained = ({ message, code, operation, given }: Report) =>
  explainError(factsOf(given), { message, code, operation });

describe('what people have met', () => {
  it.each(reports)('$name', (report) => {
    const [first] = explained(report).causes;
    expect(first).toMatchObject({ id: report.cause, verdict: 'cause' });
    expect(first?.evidence).toMatch(report.says);
  });

  it('is never mended by a policy of an STS session', () => {
    const fixes = reports.flatMap((report) => explained(report).causes.map(({ fix }) => fix));
    expect(fixes.filter((fix) => fix.includes('assumed-role'))).toEqual([]);
  });
});

const table = [
  ...messages.map(([, message, , cause, given]) => ({ name: message, message, cause, given })),
  ...reports,
].map((row) => ({
  row,
  place: explainError(factsOf(row.given), row).causes.findIndex(({ id }) => id === row.cause) + 1,
}));
const isFirst = table.filter(({ place }) => place === 1).length;

// The name shows the figure, in reports of the tests too.
it(`${isFirst} of ${table.length} messages have the true cause first`, () => {
  expect(table.filter(({ place }) => place !== 1).map(({ row, place }) => `${place}: ${row.name}`)).toEqual([]);
});
