import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { PhoneModel } from '../model.ts';
import { t } from '../texts.ts';
import type { PhoneActions } from '../phone-actions.ts';

/** Leaving is asked once; staying is the first key, and what is lost is said before. */
export function LeaveDialog(props: {
  readonly model: PhoneModel;
  readonly label: string;
  readonly actions: PhoneActions;
}): JSX.Element {
  const { model, label, actions } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const leaving = model.leaving.value;
  const open = leaving !== 'no' && model.phase.value.kind === 'waiting';
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const stay = () => {
    model.leaving.value = 'no';
  };
  return (
    <dialog ref={dialog} class="leave" onClose={stay} data-testid="phone-leave-dialog">
      <h2>{t('leaveTitle')}</h2>
      <p>{t('leaveMeans', { label })}</p>
      {leaving === 'refused' || leaving === 'unreachable' ? (
        <p class="failed" role="alert">
          {t(leaving === 'refused' ? 'leaveRefused' : 'leaveUnreachable')}
        </p>
      ) : null}
      <button type="button" class="main-key" onClick={stay} data-testid="phone-stay">
        {t('leaveNo')}
      </button>
      <button
        type="button"
        class="fault-key"
        onClick={actions.leave}
        disabled={leaving === 'sending'}
        data-testid="phone-leave-yes"
      >
        {t('leaveYes')}
      </button>
    </dialog>
  );
}
