import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import type { ReactNode } from 'react';

interface CopyIdProps {
  value: string;
  label: string;
  wrap?: boolean;
  /** Shown in place of the bare identifier, for example a link with it. */
  children?: ReactNode;
}

/** An identifier with a button that copies it. `label` names what is copied, for screen readers and the tooltip. */
export function CopyId({ value, label, wrap = false, children }: CopyIdProps) {
  return (
    <CopyToClipboard
      variant="inline"
      textToCopy={value}
      {...(children === undefined ? {} : { textToDisplay: children })}
      wrapText={wrap}
      copyButtonAriaLabel={`Copy ${label}`}
      copySuccessText={`${label} copied`}
      copyErrorText={`${label} could not be copied. Select it and copy it by hand.`}
    />
  );
}
