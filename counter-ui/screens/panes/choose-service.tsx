import type { JSX } from 'preact';
import type { Language, Need } from '../../../contract/values.ts';
import type { Desk } from '../../desk.ts';
import { paneText } from '../../pane-texts.ts';
import type { PaneTextKey } from '../../pane-texts.ts';
import type { PaneMeaning } from '../../panes/pane-keys.ts';
import { ServicePane, needs } from '../../panes/service-pane.ts';
import type { ServicePaneKind } from '../../panes/service-pane.ts';
import { DestinationList } from './destination-list.tsx';
import { PaneFrame } from './pane-frame.tsx';
import { usePane, usePaneKeys } from './use-pane.ts';

const titles: Readonly<Record<ServicePaneKind, PaneTextKey>> = {
  'walk-in': 'walkInTitle',
  'add-service': 'addTitle',
  'change-service': 'changeTitle',
};

const needWords: Readonly<Record<Need, PaneTextKey>> = {
  elderly: 'needElderly',
  pregnant: 'needPregnant',
  nursing: 'needNursing',
  disability: 'needDisability',
  'with-child': 'needWithChild',
};

const speeches: readonly { language: Language; word: PaneTextKey }[] = [
  { language: 'id', word: 'speechId' },
  { language: 'en', word: 'speechEn' },
];

/** Of a visitor without a ticket: their need and their language. */
function Visitor(props: { readonly pane: ServicePane }): JSX.Element {
  const { pane } = props;
  return (
    <section class="pane-part">
      <h3 id="need-title">{paneText('needTitle')}</h3>
      <div class="chips" role="radiogroup" aria-labelledby="need-title">
        {needs.map((need, index) => (
          <button
            type="button"
            role="radio"
            key={need ?? 'none'}
            aria-checked={pane.need.value === need}
            data-testid={`need-${need ?? 'none'}`}
            onClick={() => (pane.need.value = need)}
          >
            {paneText(need ? needWords[need] : 'needNone')} <kbd>Alt {index + 1}</kbd>
          </button>
        ))}
      </div>
      <h3 id="speech-title">{paneText('speechTitle')}</h3>
      <div class="chips" role="radiogroup" aria-labelledby="speech-title">
        {speeches.map(({ language, word }) => (
          <button
            type="button"
            role="radio"
            key={language}
            aria-checked={pane.language.value === language}
            data-testid={`speech-${language}`}
            onClick={() => (pane.language.value = language)}
          >
            {paneText(word)}
          </button>
        ))}
        <kbd>Alt B</kbd>
      </div>
    </section>
  );
}

function choose(pane: ServicePane, number: number): boolean {
  if (pane.kind !== 'walk-in') return false;
  const need = needs[number - 1];
  if (need !== undefined) pane.need.value = need;
  return need !== undefined;
}

/** True where the key was this pane's. */
function does(pane: ServicePane, meaning: PaneMeaning, press: () => void): boolean {
  switch (meaning.does) {
    case 'step':
      pane.picker.step(meaning.by);
      return true;
    case 'often':
      return pane.picker.chooseOften(meaning.digit);
    case 'option':
      return choose(pane, meaning.number);
    case 'speech':
      if (pane.kind !== 'walk-in') return false;
      pane.language.value = pane.language.peek() === 'id' ? 'en' : 'id';
      return true;
    case 'accept':
      press();
      return true;
    case 'tab':
    case 'returns':
      return false;
  }
}

/** One list for three errands: serving without a ticket, one more service, another service. */
export function ChooseService(props: {
  readonly desk: Desk;
  readonly kind: ServicePaneKind;
  readonly label: string;
}): JSX.Element {
  const { desk, kind, label } = props;
  const pane = usePane(desk, edges => new ServicePane(edges, kind));
  usePaneKeys(
    meaning =>
      does(pane, meaning, () => {
        const { action } = pane.offer.peek();
        if (action) void desk.press(action);
      }),
    () => pane.picker.query.peek() === '',
  );
  const isOwn = kind !== 'add-service';
  return (
    <PaneFrame desk={desk} name={kind} title={paneText(titles[kind], { label })}>
      <DestinationList
        desk={desk}
        picker={pane.picker}
        lists={pane.lists}
        isOwn={isOwn}
        words={{
          all: paneText(isOwn ? 'ofThisCounter' : 'allServices'),
          hint: paneText('searchService'),
          none: paneText('listLoading'),
        }}
      />
      {kind === 'walk-in' && <Visitor pane={pane} />}
    </PaneFrame>
  );
}
