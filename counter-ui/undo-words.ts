import type { DeskView } from '../contract/desk-views.ts';
import type { Desk } from './desk.ts';
import type { KeptWhat } from './outbox.ts';
import { visitText } from './visit-texts.ts';
import type { VisitTextKey } from './visit-texts.ts';

type Undoable = NonNullable<DeskView['undo']>['what'];

const keys: Readonly<Record<Undoable, VisitTextKey>> = {
  call: 'undoCall',
  start: 'undoStart',
  'walk-in': 'undoWalkIn',
  finish: 'undoFinish',
  'finish-next': 'undoFinishNext',
  'no-show': 'undoNoShow',
  requeue: 'undoRequeue',
  park: 'undoPark',
  unpark: 'undoUnpark',
  transfer: 'undoTransfer',
  'add-service': 'undoAddService',
  'change-service': 'undoChangeService',
  cancel: 'undoCancel',
};

const keptKeys: Readonly<Record<KeptWhat['do'], VisitTextKey>> = {
  finish: 'undoFinish',
  park: 'undoPark',
  note: 'undoNote',
};

/** "Selesai A012": what the undo key takes back now, or null where there is nothing. */
export function undoWords(desk: Desk, view: DeskView): string | null {
  const { takeable } = desk.outbox;
  if (!desk.isLive.value) {
    if (!takeable) return null;
    return visitText('undoWhat', {
      what: visitText(keptKeys[takeable.what.do]),
      label: takeable.label,
    });
  }
  const { undo } = view;
  return undo && visitText('undoWhat', { what: visitText(keys[undo.what]), label: undo.label });
}
