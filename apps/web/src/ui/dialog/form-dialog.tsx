import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal, { type ModalProps } from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, type SubmitEvent, useId } from 'react';
import { DialogError } from '../error-alert.tsx';
import { failureHeader, type What } from './failure-header.ts';

interface FormDialogProps {
  title: string;
  size?: ModalProps.Size;
  /** Why it failed: shown at the end of the dialog, which stays open. Null too where a field shows it. */
  error: Error | null;
  /** What the dialog does, as if it were done: "the pool was deleted". */
  what: What;
  /** The answer is awaited: until it is there the dialog can't be closed, so that nobody misses what became of it. */
  isPending: boolean;
  /** Text of the button that does it; without it there is nothing to do but to close. */
  submitText: string | undefined;
  pendingText?: string;
  /** Why it can't be done now. */
  disabledReason?: string | undefined;
  onSubmit: () => void;
  dismissText?: string;
  onDismiss: () => void;
  /** Other ways out, between the two buttons. */
  otherActions?: ReactNode;
  /** Each part is a block; text with more than one part goes into a `div`. */
  children: ReactNode;
}

/** A dialog that asks, does one thing, and says why it failed: Enter submits, Escape closes. */
export function FormDialog(props: FormDialogProps) {
  const { title, size = 'medium', error, what, isPending, submitText, pendingText = 'Waiting for the answer' } = props;
  const { disabledReason, onSubmit, dismissText = 'Cancel', onDismiss, otherActions, children } = props;
  const formId = useId();

  function handleDismiss() {
    if (!isPending) onDismiss();
  }

  function handleSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    // The dialog may stand inside the form of a page, to which React would hand the event on.
    event.stopPropagation();
    if (submitText !== undefined && !isPending && disabledReason === undefined) onSubmit();
  }

  return (
    <Modal
      visible
      size={size}
      header={title}
      onDismiss={handleDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              formAction="none"
              variant="link"
              disabled={isPending}
              disabledReason="The answer is still awaited."
              onClick={handleDismiss}
            >
              {dismissText}
            </Button>
            {otherActions}
            {submitText !== undefined && (
              <Button
                variant="primary"
                form={formId}
                loading={isPending}
                loadingText={pendingText}
                disabled={disabledReason !== undefined}
                disabledReason={disabledReason ?? ''}
              >
                {submitText}
              </Button>
            )}
          </SpaceBetween>
        </Box>
      }
    >
      <form id={formId} noValidate onSubmit={handleSubmit}>
        <SpaceBetween size="m">
          {children}
          {error && <DialogError error={error} header={failureHeader(error, what)} />}
        </SpaceBetween>
      </form>
    </Modal>
  );
}
