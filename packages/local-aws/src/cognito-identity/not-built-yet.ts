import { AwsError } from '../protocol/errors.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { structure } from '../protocol/shape.ts';

/** What a caller is told who asks for a part of the service that the local AWS does not have. */
export function notBuiltYet(what: string): AwsError {
  return new AwsError('UnknownOperationException', `${what} is not built yet in this version of the local AWS.`);
}

/** An operation of the service that the local AWS does not have. */
export function unbuilt(name: string): Operation {
  return defineOperation({
    auth: 'public',
    input: structure({}, []),
    run() {
      throw notBuiltYet(name);
    },
  });
}
