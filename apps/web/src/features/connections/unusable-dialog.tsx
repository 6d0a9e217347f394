import { FormDialog } from '#ui/dialog/form-dialog.tsx';

/** What of the AWS files can't be used, and why. */
export function UnusableDialog({ warnings, onClose }: { warnings: readonly string[]; onClose: () => void }) {
  return (
    <FormDialog
      title="What of your AWS files can’t be used here"
      error={null}
      what="nothing was done"
      isPending={false}
      submitText={undefined}
      onSubmit={onClose}
      dismissText="Close"
      onDismiss={onClose}
    >
      <ul>
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </FormDialog>
  );
}
