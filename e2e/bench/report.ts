/** One measured figure. `aim` says in words what it should reach. */
export interface Row {
  readonly name: string;
  readonly value: string;
  readonly baseline?: string;
  readonly ratio?: number;
  readonly aim?: string;
}

export function printRow(row: Row): void {
  const ratio = row.ratio === undefined ? '' : `ratio ${row.ratio.toFixed(2)}`;
  const aim = row.aim === undefined ? '' : `(aim: ${row.aim})`;
  const baseline = row.baseline === undefined ? '' : `against ${row.baseline}`;
  console.log([row.name.padEnd(44), row.value, baseline, ratio, aim].filter((part) => part !== '').join('  '));
}

/** The median of the values; they need not be sorted. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
