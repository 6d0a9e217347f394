import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import styles from './row-list.module.css';

interface RowListProps {
  /** One stable id per row. */
  ids: readonly string[];
  /** What one row is, in the singular: `user pool`. Buttons are named after it. */
  noun: string;
  /** Whose rows these are, where a page has several lists of the same noun. */
  owner?: string | undefined;
  empty: string;
  /** What is wrong with the list as a whole. */
  errorText: string | undefined;
  renderRow: (index: number) => ReactNode;
  onAdd: () => void;
  onRemove: (index: number) => void;
  /** Why no row can be added or removed now. */
  disabledReason?: string | undefined;
  /** Rows of several fields below each other, with lines between them. */
  isTall?: boolean;
}

/** Rows of form fields that can be added and removed. */
export function RowList({
  ids,
  noun,
  owner,
  empty,
  errorText,
  renderRow,
  onAdd,
  onRemove,
  disabledReason,
  isTall = false,
}: RowListProps) {
  const one = owner === undefined ? noun : `${owner} ${noun}`;
  const disabled = { disabled: disabledReason !== undefined, disabledReason: disabledReason ?? '' };
  return (
    <SpaceBetween size="m">
      {ids.length === 0 && <Box color="text-body-secondary">{empty}</Box>}
      {ids.map((id, index) => (
        <fieldset key={id} aria-label={`${one} ${index + 1}`} className={styles[isTall ? 'tallRow' : 'row']}>
          <div className={styles['fields']}>{renderRow(index)}</div>
          <div className={styles['remove']}>
            <Button
              formAction="none"
              iconName="remove"
              variant="icon"
              ariaLabel={`Remove ${one} ${index + 1}`}
              onClick={() => onRemove(index)}
              {...disabled}
            />
          </div>
        </fieldset>
      ))}
      <Button
        formAction="none"
        iconName="add-plus"
        onClick={onAdd}
        {...(owner === undefined ? {} : { ariaLabel: `Add ${noun} for ${owner}` })}
        {...disabled}
      >
        Add {noun}
      </Button>
      {errorText !== undefined && <Alert type="error">{errorText}</Alert>}
    </SpaceBetween>
  );
}
