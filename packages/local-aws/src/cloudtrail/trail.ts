/** What the control endpoint sets. */
export interface TrailSettings {
  /** After how many seconds an event can be looked up. */
  readonly delaySeconds: number;
  /** Whether mere reads are recorded too, as on AWS. */
  readonly reads: boolean;
}

export const defaultTrailSettings: TrailSettings = { delaySeconds: 0, reads: false };

/** How events are recorded and shown. */
export class Trail {
  settings: TrailSettings = defaultTrailSettings;
}
