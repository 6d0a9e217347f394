import type { Access, Operation, OperationContext } from '../dispatch/operation.ts';
import type { Shape, Value } from '../protocol/shape.ts';
import { validate } from '../protocol/validation.ts';

interface Definition<S extends Shape> {
  readonly permission: Extract<Access, { auth: 'signed' }>['permission'];
  readonly input: S;
  readonly run: (context: OperationContext, input: Value<S>) => object | undefined;
}

/** A signed operation whose input is checked first. Failed constraints are an InvalidParameterException in this service. */
export function defineIdpOperation<S extends Shape>({ permission, input: shape, run }: Definition<S>): Operation {
  return {
    auth: 'signed',
    permission,
    run: (context, input) => run(context, validate(shape, input, 'InvalidParameterException')),
  };
}
