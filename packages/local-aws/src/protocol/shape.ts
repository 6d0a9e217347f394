/** The shapes of AWS's models, as values: what a member may be, and the limits that AWS checks. */
export type Shape = StringShape | IntegerShape | TimestampShape | BooleanShape | ListShape | MapShape | StructureShape;

export interface StringShape<T extends string = string> {
  readonly type: 'string';
  readonly min?: number;
  readonly max?: number;
  /** As AWS prints it. Matched against the whole value; `\w` and `\s` are ASCII. */
  readonly pattern?: string;
  readonly enum?: readonly T[];
}

export interface IntegerShape {
  readonly type: 'integer';
  readonly min?: number;
  readonly max?: number;
}

/** Seconds since the epoch, as the JSON protocol has them; they may have a fraction. */
export interface TimestampShape {
  readonly type: 'timestamp';
}

export interface BooleanShape {
  readonly type: 'boolean';
}

export interface ListShape<M extends Shape = Shape> {
  readonly type: 'list';
  readonly member: M;
  readonly min?: number;
  readonly max?: number;
}

export interface MapShape<V extends Shape = Shape> {
  readonly type: 'map';
  readonly key: StringShape;
  readonly value: V;
  readonly max?: number;
}

export interface StructureShape<
  M extends Readonly<Record<string, Shape>> = Readonly<Record<string, Shape>>,
  R extends string = string,
> {
  readonly type: 'structure';
  readonly members: M;
  readonly required: readonly R[];
}

/** The TypeScript type of the values of a shape. */
export type Value<S> =
  S extends StringShape<infer T>
    ? T
    : S extends IntegerShape | TimestampShape
      ? number
      : S extends BooleanShape
        ? boolean
        : S extends ListShape<infer M>
          ? Value<M>[]
          : S extends MapShape<infer V>
            ? Record<string, Value<V>>
            : S extends StructureShape<infer M, infer R>
              ? { [K in keyof M & R]: Value<M[K]> } & { [K in Exclude<keyof M, R>]?: Value<M[K]> }
              : never;

export function string<const T extends string = string>(limits: Omit<StringShape<T>, 'type'>): StringShape<T> {
  return { type: 'string', ...limits };
}

export function integer(limits: Omit<IntegerShape, 'type'>): IntegerShape {
  return { type: 'integer', ...limits };
}

export const timestamp: TimestampShape = { type: 'timestamp' };

export const boolean: BooleanShape = { type: 'boolean' };

export function list<M extends Shape>(member: M, limits: { min?: number; max?: number } = {}): ListShape<M> {
  return { type: 'list', member, ...limits };
}

export function map<V extends Shape>(key: StringShape, value: V, limits: { max?: number } = {}): MapShape<V> {
  return { type: 'map', key, value, ...limits };
}

/** A structure; members named in `required` must be there. Unknown members are ignored, as AWS does. */
export function structure<M extends Readonly<Record<string, Shape>>, const R extends keyof M & string>(
  members: M,
  required: readonly R[],
): StructureShape<M, R> {
  return { type: 'structure', members, required };
}
