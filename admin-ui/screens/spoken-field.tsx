import { LoaderCircle, Volume2 } from 'lucide';
import type { JSX } from 'preact';
import type { Text } from '../../contract/values.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { agenciesText as a } from '../agencies-texts.ts';
import { placeAt } from '../edit-place.ts';
import { editText as e } from '../edit-texts.ts';
import type { ServiceVoice, SpokenRow } from '../service-voice.ts';
import { EditFrame, type EditProps } from './edit-fields.tsx';

interface Props extends Omit<EditProps, 'label'> {
  readonly name: Text;
  readonly voice: ServiceVoice;
  /** Null where there is no saved service to call with. */
  readonly row: SpokenRow | null;
  readonly mayListen: boolean;
}

const spokenCharactersMax = 200;

/** What is left empty is said as it is written; where both are, nothing is kept. */
function spoken(before: Text | null, code: 'id' | 'en', typed: string, name: Text): Text | null {
  const said = {
    id: before?.id ?? name.id,
    en: before?.en ?? name.en,
    [code]: typed || name[code],
  };
  return said.id === name.id && said.en === name.en ? null : said;
}

function HeardWords({ voice, row }: Pick<Props, 'voice' | 'row'>): JSX.Element | null {
  const heard = voice.heard.value;
  if (heard === null || heard.id !== row?.id) return null;
  if (heard.state === 'not-played') return <p class="edit-wrong">{a('listenFailed')}</p>;
  return heard.state === 'not-named' ? <p class="edit-wrong">{a('listenNotNamed')}</p> : null;
}

/** How a voice says a name in both languages, and a key to hear it. */
export function SpokenField(props: Props): JSX.Element {
  const { desk, at, name, voice, row, mayListen } = props;
  const place = placeAt<Text | null>(desk, at);
  const isBusy = voice.heard.value?.id === row?.id && voice.heard.value?.state === 'busy';
  return (
    <div class="edit-pair">
      {(['id', 'en'] as const).map(code => {
        const said = place.value?.[code] ?? '';
        const was = place.was?.[code];
        const own = {
          ...place,
          elementId: `${place.elementId}-${code}`,
          isChanged: place.isChanged && (was ?? '') !== said,
        };
        const isLong = said.length > spokenCharactersMax;
        return (
          <EditFrame
            key={code}
            desk={desk}
            place={own}
            label={a(code === 'id' ? 'speakAs' : 'speakAsEn')}
            was={was ?? a('asWritten')}
            wrong={isLong ? e('tooLong', { max: spokenCharactersMax, count: said.length }) : null}
          >
            {aria => (
              <span class="spoken-field">
                <input
                  {...aria}
                  lang={code}
                  data-testid={own.elementId}
                  disabled={props.isLocked === true}
                  placeholder={a('asWritten')}
                  value={said === name[code] ? '' : said}
                  onInput={event =>
                    place.change(spoken(place.value, code, event.currentTarget.value, name))
                  }
                />
                {code === 'id' && mayListen ? (
                  <button
                    type="button"
                    data-testid={`${place.elementId}-listen`}
                    title={row === null ? a('listenNew') : a('listen')}
                    aria-label={row === null ? a('listenNew') : a('listen')}
                    disabled={row === null || isBusy}
                    onClick={() => row && void voice.listen(row)}
                  >
                    <Icon of={isBusy ? LoaderCircle : Volume2} size={17} />
                  </button>
                ) : null}
              </span>
            )}
          </EditFrame>
        );
      })}
      <HeardWords voice={voice} row={row} />
    </div>
  );
}
