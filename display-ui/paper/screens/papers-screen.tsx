import { Printer } from 'lucide';
import type { JSX } from 'preact';
import { DemoMark } from '../../../ui-kit/demo-mark.tsx';
import { clockText } from '../../../ui-kit/formats.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import { language } from '../../../ui-kit/language.ts';
import type { Paper, PapersModel } from '../model.ts';
import { t } from '../texts.ts';

/** Width of a paper of 80 mm as it is sent, in dots. */
const paperDots = 576;

export function PapersScreen({ model }: { readonly model: PapersModel }): JSX.Element {
  const state = model.state.value;
  const [newest, ...earlier] = model.papers.value;
  return (
    <div class="papers" data-testid="papers" data-state={state.kind}>
      <header>
        <h1>
          <Icon of={Printer} size={28} />
          {t('title')}
        </h1>
        <p>{t('hint')}</p>
        <DemoMark demo />
        {state.kind === 'lost' ? (
          <p class="lost" role="status">
            {t('lost')}
          </p>
        ) : null}
      </header>
      <main>
        <section class="printer">
          <div class="slot" />
          {newest === undefined ? (
            <Nothing model={model} />
          ) : (
            <div class="mouth" key={newest.id}>
              <Sheet paper={newest} sliding={newest.id === model.slidingId.value} />
            </div>
          )}
        </section>
        {earlier.length === 0 ? null : (
          <section class="earlier">
            <h2>{t('earlier')}</h2>
            <ol>
              {earlier.map(paper => (
                <li key={paper.id}>
                  <Sheet paper={paper} sliding={false} />
                </li>
              ))}
            </ol>
          </section>
        )}
      </main>
    </div>
  );
}

function Nothing({ model }: { readonly model: PapersModel }): JSX.Element {
  const { kind } = model.state.value;
  if (kind === 'not-demo') return <p class="nothing">{t('not-demo')}</p>;
  if (kind !== 'live') return <p class="nothing">{t('loading')}</p>;
  return (
    <div class="nothing" data-testid="papers-empty">
      <p>{t('empty')}</p>
      <a href="/kiosk">{t('openKiosk')}</a>
    </div>
  );
}

function Sheet(props: { readonly paper: Paper; readonly sliding: boolean }): JSX.Element {
  const { paper } = props;
  // The instant carries the building's offset, so its own clock is the building's.
  const time = clockText(paper.at.slice(11, 16), language.value);
  return (
    <figure class={props.sliding ? 'sheet sliding' : 'sheet'} data-testid="paper">
      <img src={paper.url} alt={paper.text} width={paperDots} />
      <figcaption>
        <b class="figures">{paper.label}</b>
        {t('printed', { time })}
      </figcaption>
    </figure>
  );
}
