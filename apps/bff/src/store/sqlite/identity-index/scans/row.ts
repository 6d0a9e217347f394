/** A row of the table of scans. */
export interface ScanRow {
  readonly scan: number;
  readonly pool: number;
  readonly all_token: string | null;
  readonly all_listed: number;
  readonly all_is_complete: number;
  readonly enabled_token: string | null;
  readonly enabled_listed: number;
  readonly enabled_is_complete: number;
  readonly built_to: number | null;
  readonly finished_at: number | null;
}
