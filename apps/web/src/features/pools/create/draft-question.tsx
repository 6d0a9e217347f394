import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import { DialogFooter } from '#ui/dialog/dialog-footer.tsx';

interface DraftQuestionProps {
  poolName: string;
  onReplace: () => void;
  onGoOn: () => void;
  onClose: () => void;
}

/** The wizard holds a pool that was begun: it is not overwritten without a question. */
export function DraftQuestion({ poolName, onReplace, onGoOn, onClose }: DraftQuestionProps) {
  return (
    <Modal
      visible
      header="Replace the pool that you began?"
      onDismiss={onClose}
      footer={
        <DialogFooter>
          <Button variant="link" onClick={onClose}>
            Cancel
          </Button>
          <Button onClick={onGoOn}>Go on with that one</Button>
          <Button variant="primary" onClick={onReplace}>
            Replace it
          </Button>
        </DialogFooter>
      }
    >
      You began to create a pool in this tab and have not finished. A pool like {poolName} would take the place of what
      you entered there.
    </Modal>
  );
}
