import { signal } from '@preact/signals';
import type { Text } from '../contract/values.ts';
import type { SampledCall, VoiceStudioView } from '../contract/voice-studio.ts';
import type { send } from '../ui-kit/api.ts';
import { language } from '../ui-kit/language.ts';

export interface ServiceVoiceEdges {
  readonly send: typeof send;
  /** False where the browser does not play it. */
  readonly playSound: (url: string) => Promise<boolean>;
}

export interface SpokenRow {
  readonly kind: 'agency' | 'service';
  readonly id: string;
  readonly name: Text;
  readonly speakAs: Text | null;
  /** Of whose call it is heard. */
  readonly serviceId: string;
}

type Heard = 'busy' | 'played' | 'not-named' | 'not-played';

/** A name within a call, as it stands in its field and whatever is saved. */
export class ServiceVoice {
  readonly #edges: ServiceVoiceEdges;

  /** Of the row that was listened to last. */
  readonly heard = signal<{ readonly id: string; readonly state: Heard } | null>(null);

  constructor(edges: ServiceVoiceEdges) {
    this.#edges = edges;
  }

  async listen(row: SpokenRow): Promise<void> {
    if (this.heard.value?.state === 'busy') return;
    this.heard.value = { id: row.id, state: 'busy' };
    this.heard.value = { id: row.id, state: await this.#play(row) };
  }

  async #play({ kind, id, name, speakAs, serviceId }: SpokenRow): Promise<Heard> {
    const studio = await this.#edges.send<VoiceStudioView>('GET', '/admin/voice');
    if (!studio.ok) return 'not-played';
    const { services, counters, choices, languages } = studio.body;
    const service = services.find(row => row.id === serviceId);
    const counter = counters.find(row => row.agencyId === service?.agencyId) ?? counters[0];
    if (!service || !counter) return 'not-played';
    const isFirst = (languages[0] ?? 'id') === language.value;
    const answer = await this.#edges.send<SampledCall>('POST', '/admin/voice/sample', {
      choices: {
        ...choices,
        says: kind,
        repeat: 1,
        secondLanguage: isFirst ? 'never' : 'always',
      },
      label: `${service.series}012`,
      counterNumber: counter.number,
      serviceId,
      language: language.value,
      packId: null,
      names: [{ kind, id, speakAs: speakAs ?? name }],
    });
    if (!answer.ok) return 'not-played';
    const isPlayed = await this.#edges.playSound(answer.body.url);
    if (!isPlayed) return 'not-played';
    return answer.body.isNamed ? 'played' : 'not-named';
  }
}
