import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal, { type ModalProps } from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type Mutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type SubmitEvent, useId, useRef } from 'react';
import { DialogError } from '../error-alert.tsx';
import { failureHeader, type What } from './failure-header.ts';

interface FormDialogProps {
  title: string;
  size?: ModalProps.Size;
  /** The error of the last submit, shown at the end of the dialog. Null where a field shows it. */
  error: Error | null;
  /** What a submit does, as if it were done: "the pool was deleted". */
  what: What;
  /** While a submit is pending the dialog can't be dismissed, so that nobody misses its outcome. */
  isPending: boolean;
  /** Without it the dialog can only be dismissed. */
  submitText: string | undefined;
  pendingText?: string;
  /** Why nothing can be submitted now. */
  disabledReason?: string | undefined;
  onSubmit: () => void;
  dismissText?: string;
  onDismiss: () => void;
  /** Other buttons, between the two. */
  otherActions?: ReactNode;
  /** Each child becomes a block; text with interpolations goes into a `div`. */
  children: ReactNode;
}

/** A dialog around one form: Enter submits, Escape dismisses, and an error keeps it open. */
export function FormDialog(props: FormDialogProps) {
  const { title, size = 'medium', error, what, isPending, submitText, pendingText = 'Waiting for the answer' } = props;
  const { disabledReason, onSubmit, dismissText = 'Cancel', onDismiss, otherActions, children } = props;
  const formId = useId();
  const mutations = useQueryClient().getMutationCache();
  const sent = useRef<Mutation | undefined>(undefined);

  function handleDismiss() {
    if (!isPending) onDismiss();
  }

  function handleSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    // React bubbles the event through the portal, and the dialog may be inside the form of a page.
    event.stopPropagation();
    if (submitText === undefined || isPending || disabledReason !== undefined) return;
    // The second click of a double click comes before `isPending` does.
    if (sent.current?.state.status === 'pending') return;
    const before = new Set(mutations.getAll());
    onSubmit();
    sent.current = mutations.getAll().find((mutation) => !before.has(mutation));
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
              variant={submitText === undefined ? 'primary' : 'link'}
              disabled={isPending}
              disabledReason="Wait for the answer first."
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
