/** Steps of a counter that can be taken back. */
export type UndoableAction =
  | 'call'
  | 'start'
  | 'walk-in'
  | 'finish'
  | 'finish-next'
  | 'no-show'
  | 'requeue'
  | 'park'
  | 'unpark'
  | 'transfer'
  | 'add-service'
  | 'change-service'
  | 'cancel';
