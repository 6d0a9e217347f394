import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type Control, type FieldPathByValue, type FieldValues, useWatch } from 'react-hook-form';
import { TextField } from '#ui/form/text-field.tsx';

interface DeveloperFieldProps<V extends FieldValues> {
  control: Control<V>;
  name: FieldPathByValue<V, string>;
  /** The pool has a name, which AWS lets nobody change. */
  isSet?: boolean;
  disabled?: boolean;
}

/** The name under which a server of one's own vouches for its users. It can be set once. */
export function DeveloperField<V extends FieldValues>({ control, name, isSet, disabled }: DeveloperFieldProps<V>) {
  const entered: string = useWatch({ control, name });
  return (
    <SpaceBetween size="m">
      <TextField
        control={control}
        name={name}
        label="Developer provider name"
        description="Your server gives it in GetOpenIdTokenForDeveloperIdentity, as the key in Logins. It can be set once."
        constraintText="1 to 128 letters, digits and . _ -, for example login.example.com"
        placeholder="login.example.com"
        disabled={disabled === true || isSet === true}
      />
      {isSet === true ? (
        <Alert type="info">
          AWS never lets the developer provider name of a pool be changed or removed. Another name needs another pool.
        </Alert>
      ) : (
        entered.trim() !== '' && (
          <Alert type="warning">
            Once the pool has this name, it can never be changed and never be removed: another name needs another pool,
            with new identities. Be sure of it.
          </Alert>
        )
      )}
    </SpaceBetween>
  );
}
