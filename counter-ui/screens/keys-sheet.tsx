import { useLayoutEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import type { LetterKeys } from '../keys.ts';
import { keysText } from '../keys-texts.ts';
import type { KeysTextKey } from '../keys-texts.ts';
import { paneText } from '../pane-texts.ts';

type KeyRow = readonly [keys: string, does: KeysTextKey];

interface KeyGroup {
  readonly title: KeysTextKey;
  readonly rows: readonly KeyRow[];
}

/** Every key of the desk, by what it is about (staff.md). `space` and `arrows` are words. */
const groups: readonly KeyGroup[] = [
  {
    title: 'keysOfVisitor',
    rows: [
      ['space', 'keyPrimary'],
      ['R', 'keyRecall'],
      ['T', 'keyNoShow'],
      ['D', 'keyPark'],
      ['A', 'keyTransfer'],
      ['L', 'keyAdd'],
      ['G', 'keyChange'],
      ['2 – 5', 'keyAlong'],
      ['C', 'keyNote'],
      ['F1 F2 F3', 'keyOutcome'],
      ['S', 'keyFinish'],
      ['X', 'keyCancel'],
    ],
  },
  {
    title: 'keysOfCalling',
    rows: [
      ['arrows', 'keySelect'],
      ['Enter', 'keyCallSelected'],
      ['K', 'keyTakeBack'],
      ['M', 'keyMissed'],
      ['W', 'keyWalkIn'],
      ['/', 'keySearch'],
    ],
  },
  {
    title: 'keysOfCounter',
    rows: [
      ['O', 'keyAutoCall'],
      ['I', 'keyPause'],
      ['Q', 'keyClose'],
      ['Z', 'keyUndo'],
    ],
  },
  {
    title: 'keysOfPane',
    rows: [
      ['F1 F2 F3', 'keyTabs'],
      ['1 – 4', 'keyOften'],
      ['Alt 1 – 3', 'keyPlaces'],
      ['Alt K', 'keyReturns'],
      ['Ctrl Enter', 'keySend'],
    ],
  },
  {
    title: 'keysOfDesk',
    rows: [
      ['Y', 'keyTold'],
      ['.', 'keyMore'],
      ['?', 'keyHelp'],
      ['Esc', 'keyBack'],
    ],
  },
  {
    title: 'keysOfPad',
    rows: [
      ['Enter', 'keyPadEnter'],
      ['+', 'keyRecall'],
      ['−', 'keyNoShow'],
      ['*', 'keyPark'],
    ],
  },
];

const letterModes: readonly { readonly mode: LetterKeys; readonly word: KeysTextKey }[] = [
  { mode: 'on', word: 'lettersOn' },
  { mode: 'alt', word: 'lettersAlt' },
  { mode: 'off', word: 'lettersOff' },
];

/** Single letters can be put behind Alt or switched off, for those who speak to their machine. */
function LetterSetting(props: {
  readonly mode: LetterKeys;
  readonly onMode: (mode: LetterKeys) => void;
}): JSX.Element {
  return (
    <section class="letters">
      <h3 id="letters-title">{keysText('lettersTitle')}</h3>
      <div class="chips" role="radiogroup" aria-labelledby="letters-title">
        {letterModes.map(({ mode, word }) => (
          <button
            type="button"
            role="radio"
            key={mode}
            aria-checked={props.mode === mode}
            data-testid={`letters-${mode}`}
            onClick={() => props.onMode(mode)}
          >
            {keysText(word)}
          </button>
        ))}
      </div>
      <p class="quiet-text">{keysText('lettersLead')}</p>
    </section>
  );
}

function keyNames(keys: string): readonly string[] {
  if (keys === 'space') return [keysText('keySpace')];
  if (keys === 'arrows') return [keysText('keyUp'), keysText('keyDown')];
  return keys.startsWith('F1') ? keys.split(' ') : [keys];
}

/** All keys in groups, and what becomes of the letters. */
export function KeysSheet(props: {
  readonly letterKeys: LetterKeys;
  readonly onLetterKeys: (mode: LetterKeys) => void;
  readonly onClose: () => void;
}): JSX.Element {
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => box.current?.showModal(), []);
  return (
    <dialog
      ref={box}
      tabIndex={-1}
      class="question keys-sheet"
      data-testid="question"
      aria-labelledby="question-title"
      onClose={props.onClose}
    >
      <h2 id="question-title">{keysText('keysTitle')}</h2>
      <div class="key-groups">
        {groups.map(({ title, rows }) => (
          <section key={title}>
            <h3>{keysText(title)}</h3>
            <dl>
              {rows.map(([keys, does]) => (
                <div key={keys}>
                  <dt>
                    {keyNames(keys).map(name => (
                      <kbd key={name}>{name}</kbd>
                    ))}
                  </dt>
                  <dd>{keysText(does)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <LetterSetting mode={props.letterKeys} onMode={props.onLetterKeys} />
      <div class="question-keys">
        <button type="button" class="beside" data-testid="back" onClick={props.onClose}>
          {paneText('close')} <kbd>Esc</kbd>
        </button>
      </div>
    </dialog>
  );
}
