import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { DialogError } from '../error-alert.tsx';

interface ConfirmDialogProps {
  header: string;
  /** Text of the button that does it. */
  confirmText: string;
  closeText?: string;
  error: Error | null;
  isPending: boolean;
  onConfirm: () => void;
  onClose: () => void;
  /** What it brings about, in a sentence or two. */
  children: ReactNode;
}

/** Asks before something is lost. Stays open when it fails, and says why. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { header, confirmText, closeText = 'Cancel', error, isPending, onConfirm, onClose, children } = props;
  return (
    <Modal
      visible
      header={header}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              {closeText}
            </Button>
            <Button variant="primary" loading={isPending} onClick={onConfirm}>
              {confirmText}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <div>{children}</div>
        {error && <DialogError error={error} />}
      </SpaceBetween>
    </Modal>
  );
}
