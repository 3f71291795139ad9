import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight, Plus, Trash2 } from 'lucide';
import type { JSX } from 'preact';
import type { RunningText } from '../../contract/displays.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { sentenceMs } from '../../ui-kit/sentences.ts';
import type { TextsPage } from '../building-pages.ts';
import { piecesOf, sentenceLettersMax, sentencesMax, sentenceTrouble } from '../running-lines.ts';
import { runningText as w } from '../running-texts.ts';
import { SetupFrame } from './setup-frame.tsx';

type Has = { readonly page: TextsPage };
interface LineProps extends Has {
  readonly line: RunningText;
  readonly at: number;
}

function Said({ page, line, at }: LineProps): JSX.Element {
  const { saved } = page.running;
  const trouble = sentenceTrouble(line);
  const longest = Math.max(line.id.length, line.en.length);
  const isNew = !saved.some(({ id, en }) => id === line.id && en === line.en);
  if (trouble !== null) {
    const facts = { count: longest, max: sentenceLettersMax };
    return (
      <p class="edit-wrong" data-testid={`sentence-${at}-wrong`}>
        {trouble === 'missing' ? w('missing') : w('tooLong', facts)}
      </p>
    );
  }
  const parts = piecesOf(pick(line)).length;
  return (
    <small>
      {w('letters', { count: longest, max: sentenceLettersMax, parts })}
      {isNew ? <b> {w('isNew')}</b> : null}
    </small>
  );
}

function Keys({ page, at }: LineProps): JSX.Element {
  const { running } = page;
  const place = { at: at + 1 };
  const isLast = at === running.lines.length - 1;
  return (
    <>
      <button
        type="button"
        class="edit-bin"
        aria-label={w('up', place)}
        disabled={at === 0}
        onClick={() => running.lift(at)}
      >
        <Icon of={ArrowUp} size={16} />
      </button>
      <button
        type="button"
        class="edit-bin"
        aria-label={w('down', place)}
        disabled={isLast}
        onClick={() => running.lift(at + 1)}
      >
        <Icon of={ArrowDown} size={16} />
      </button>
      <button
        type="button"
        class="edit-bin"
        data-testid={`sentence-${at}-out`}
        aria-label={w('out', place)}
        onClick={() => running.remove(at)}
      >
        <Icon of={Trash2} size={16} />
      </button>
    </>
  );
}

function Line(props: LineProps): JSX.Element {
  const { page, line, at } = props;
  const { running } = page;
  const isShown = running.shown.value.at === at;
  return (
    <li class={isShown ? 'text-line is-shown' : 'text-line'}>
      <div class="text-fields edit-field">
        {(['id', 'en'] as const).map(code => (
          <input
            key={code}
            id={`edit-building-sentences-${at}-${code}`}
            data-testid={`sentence-${at}-${code}`}
            aria-label={w(code === 'id' ? 'sentence' : 'english', { at: at + 1 })}
            aria-invalid={line[code].trim() === '' || line[code].length > sentenceLettersMax}
            lang={code}
            disabled={!page.mayEdit()}
            value={line[code]}
            onFocus={() => running.look(at)}
            onInput={event => running.write(at, { [code]: event.currentTarget.value })}
          />
        ))}
        <div class="edit-said">
          <Said {...props} />
        </div>
      </div>
      {page.mayEdit() ? <Keys {...props} /> : null}
    </li>
  );
}

function Lines({ page }: Has): JSX.Element {
  const { running } = page;
  const { lines, saved } = running;
  return (
    <section>
      <h2>{w('title')}</h2>
      <p class="house-note">{w('lead', { seconds: sentenceMs / 1_000 })}</p>
      {lines.length === 0 ? <p class="house-note">{w('none')}</p> : null}
      <ol class="text-lines">
        {lines.map((line, at) => (
          <Line key={at} page={page} line={line} at={at} />
        ))}
      </ol>
      {page.mayEdit() && lines.length < sentencesMax ? (
        <button
          type="button"
          class="edit-add"
          data-testid="add-sentence"
          onClick={() => running.add()}
        >
          <Icon of={Plus} size={16} />
          {w('add')}
        </button>
      ) : null}
      <p class="house-note">
        {w('count', { count: lines.length, max: sentencesMax })}
        {saved.length === lines.length ? '' : `, ${w('wasCount', { count: saved.length })}`}
      </p>
    </section>
  );
}

/** The bottom line of a screen of the hall, small: as many letters to a piece as it holds. */
function Preview({ page }: Has): JSX.Element {
  const { running } = page;
  const { at, piece } = running.shown.value;
  const pieces = running.pieces.value;
  return (
    <section>
      <h2>{w('preview')}</h2>
      <div class="text-lobby" data-testid="lobby-line">
        <p>{pieces[piece] ?? ''}</p>
        <b>08.52</b>
      </div>
      <div class="text-turn">
        <button
          type="button"
          class="edit-bin"
          aria-label={w('before')}
          onClick={() => running.turn(-1)}
        >
          <Icon of={ChevronLeft} size={18} />
        </button>
        <span role="status">
          {pieces.length === 0
            ? ''
            : w('previewNote', { at: at + 1, part: piece + 1, parts: pieces.length })}
        </span>
        <button
          type="button"
          class="edit-bin"
          data-testid="next-piece"
          aria-label={w('next')}
          onClick={() => running.turn(1)}
        >
          <Icon of={ChevronRight} size={18} />
        </button>
      </div>
    </section>
  );
}

const others = [
  ['/admin/ticket', 'ticket', 'ticketWhy'],
  ['/admin/voice/names', 'names', 'namesWhy'],
  ['/admin/setup/agencies', 'services', 'servicesWhy'],
  ['/admin/setup/building', 'building', 'buildingWhy'],
  ['/admin/setup/hours', 'hours', 'hoursWhy'],
  ['/supervisor', 'messages', 'messagesWhy'],
] as const;

function Others(): JSX.Element {
  return (
    <section>
      <h2>{w('others')}</h2>
      <ul class="text-others">
        {others.map(([href, name, why]) => (
          <li key={href}>
            <a href={href}>{w(name)}</a>
            <span>{w(why)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the lobby tells line by line, as it will be cut; and where all other texts are. */
export function TextsScreen({ page }: Has): JSX.Element {
  return (
    <SetupFrame page={page} section="texts" testId="texts-setup">
      {() => (
        <main class="house-columns text-columns">
          <div class="house-form" tabIndex={-1}>
            <Lines page={page} />
          </div>
          <aside class="house-side" aria-label={w('preview')}>
            <Preview page={page} />
            <Others />
          </aside>
        </main>
      )}
    </SetupFrame>
  );
}
