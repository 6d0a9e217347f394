import Box, { type BoxProps } from '@cloudscape-design/components/box';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';
import styles from './status-text.module.css';

const colors: Partial<Record<StatusIndicatorProps.Type, BoxProps.Color>> = {
  error: 'text-status-error',
  warning: 'text-status-warning',
  success: 'text-status-success',
  info: 'text-status-info',
};

interface StatusTextProps {
  type: StatusIndicatorProps.Type;
  children: ReactNode;
}

/** A sentence with a status icon in front. Unlike StatusIndicator it breaks lines between words, not in them. */
export function StatusText({ type, children }: StatusTextProps) {
  return (
    <div className={styles['row']}>
      <StatusIndicator type={type} />
      <div className={styles['text']}>
        <Box color={colors[type] ?? 'text-status-inactive'}>{children}</Box>
      </div>
    </div>
  );
}
