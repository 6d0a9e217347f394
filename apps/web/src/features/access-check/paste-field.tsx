import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import type { ReactNode } from 'react';
import { type Control, useController } from 'react-hook-form';
import type { AccessValues } from './form.ts';

interface PasteFieldProps {
  control: Control<AccessValues>;
  onPasted: (text: string) => void;
  /** Under the box: what was found in it. */
  secondaryControl: ReactNode;
}

/** One box for whatever somebody has: what it is, the page finds out. */
export function PasteField({ control, onPasted, secondaryControl }: PasteFieldProps) {
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({ control, name: 'pasted' });
  return (
    <FormField
      label="Token, claims or error message - optional"
      description="Paste what you have, with whatever stands around it. It stays in this page: of a token only the claims are looked at, and only a check sends it to AWS, as the app does. It is never stored or logged."
      errorText={fieldState.error?.message}
      secondaryControl={secondaryControl}
      stretch
    >
      <Textarea
        ref={ref}
        name={field.name}
        value={field.value}
        onChange={({ detail }) => onPasted(detail.value)}
        onBlur={field.onBlur}
        rows={7}
        placeholder={placeholder}
        spellcheck={false}
        autoComplete={false}
      />
    </FormField>
  );
}

const placeholder = `eyJraWQiOi…
or { "sub": "…", "iss": "…" }
or NotAuthorizedException: Token is not from a supported provider of this identity pool.`;
