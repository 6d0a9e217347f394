import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import { type ReactNode, useEffect, useRef } from 'react';
import type { FieldValues } from 'react-hook-form';
import { LeaveGuard } from '#ui/dialog/leave-guard.tsx';
import styles from './form.module.css';
import { ReviewedEdit } from './reviewed-edit.tsx';
import { type PoolEditor, useIsDirty } from './use-editor.ts';

interface PoolEditFormProps<V extends FieldValues> {
  editor: PoolEditor<V>;
  children: ReactNode;
  /** Shown in the review above the calls: what the change means beyond the usual warnings. */
  consequences?: (changes: PoolChanges) => ReactNode;
  /** Beside the usual buttons, in front of them. */
  extraActions?: ReactNode;
  /** What is to be seen all the time: beside the buttons, which stay in sight. */
  status?: ReactNode;
}

/** The form around one edit of a pool: review before anything is sent, both versions where somebody else was faster, a question before leaving. */
export function PoolEditForm<V extends FieldValues>({
  editor,
  children,
  consequences,
  extraActions,
  status,
}: PoolEditFormProps<V>) {
  const { form, edit } = editor;
  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(editor.review)(event)}>
      <FollowLatest editor={editor} />
      <LeaveQuestion editor={editor} />
      <SpaceBetween size="l">
        <Notices editor={editor} />
        {children}
      </SpaceBetween>
      <div className={styles['bar']}>
        {status !== undefined && <div className={styles['status']}>{status}</div>}
        <SpaceBetween direction="horizontal" size="xs">
          {extraActions}
          <EditButtons editor={editor} />
        </SpaceBetween>
      </div>
      {edit && (
        <ReviewedEdit
          edit={edit}
          consequences={consequences}
          onSaved={editor.handleSaved}
          onUseTheirs={editor.handleUseTheirs}
          onClose={editor.stop}
        />
      )}
    </form>
  );
}

interface PartProps<V extends FieldValues> {
  editor: PoolEditor<V>;
}

// The parts that depend on whether the form is dirty are components of their own: otherwise the first change would render every field.

/** Without an edit the form follows AWS. */
function FollowLatest<V extends FieldValues>({ editor }: PartProps<V>) {
  const isDirty = useIsDirty(editor);
  // What a draft has restored comes into the form after it is first shown.
  const hasValues = useRef(!editor.isRestored);
  useEffect(() => {
    if (isDirty) hasValues.current = true;
    if (editor.isOutdated && hasValues.current && !isDirty) editor.discard();
  });
  return null;
}

function LeaveQuestion<V extends FieldValues>({ editor }: PartProps<V>) {
  return <LeaveGuard active={useIsDirty(editor)} onLeave={editor.forgetDraft} />;
}

function EditButtons<V extends FieldValues>({ editor }: PartProps<V>) {
  const isDirty = useIsDirty(editor);
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button formAction="none" variant="link" disabled={!isDirty} onClick={editor.discard}>
        Discard changes
      </Button>
      <Button
        variant="primary"
        disabled={editor.editReason !== undefined || !isDirty}
        disabledReason={editor.editReason ?? 'Nothing has been changed.'}
      >
        Review changes
      </Button>
    </SpaceBetween>
  );
}

function Notices<V extends FieldValues>({ editor }: PartProps<V>) {
  const isDirty = useIsDirty(editor);
  return (
    <>
      {editor.isRestored && isDirty && (
        <Alert type="info">What you entered before the page was reloaded is here again. Nothing of it is saved.</Alert>
      )}
      {editor.hasLostSecret && (
        <Alert type="warning">
          The consumer secret that you typed before the page was reloaded is not kept in the browser. Type it again.
        </Alert>
      )}
      {editor.isOutdated && isDirty && (
        <Alert type="info">
          The pool was changed in AWS since you began. You can go on: the review begins with what AWS has now.
        </Alert>
      )}
    </>
  );
}
