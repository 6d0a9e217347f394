import Button from '@cloudscape-design/components/button';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';

interface DraftQuestionProps {
  poolName: string;
  onReplace: () => void;
  onGoOn: () => void;
  onClose: () => void;
}

/** The wizard holds a pool that was begun: it is not overwritten without a question. */
export function DraftQuestion({ poolName, onReplace, onGoOn, onClose }: DraftQuestionProps) {
  return (
    <FormDialog
      title="Replace the pool that you began?"
      error={null}
      what="the pool was replaced"
      isPending={false}
      submitText="Replace it"
      onSubmit={onReplace}
      onDismiss={onClose}
      otherActions={<Button onClick={onGoOn}>Go on with that one</Button>}
    >
      <div>
        You began to create a pool in this tab and have not finished. A pool like {poolName} would take the place of
        what you entered there.
      </div>
    </FormDialog>
  );
}
