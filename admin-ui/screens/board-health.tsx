import {
  Check,
  DatabaseBackup,
  HardDrive,
  MonitorX,
  Network,
  Plug,
  Printer,
  Tablet,
  Unplug,
  VolumeX,
  X,
} from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ComponentChildren, JSX } from 'preact';
import type { Overview } from '../../contract/overview.ts';
import { Cloth } from '../../ui-kit/cloth.tsx';
import { Icon, type IconNode } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { linkPart, machinePart, screenPart, serverPart } from '../board-health-lines.ts';
import type { StripLine, StripPart } from '../board-health-lines.ts';
import type { BoardPage } from '../model.ts';
import { printerRows } from '../printer-rows.ts';
import { printerText } from '../printer-texts.ts';
import { t } from '../texts.ts';
import { zoneText } from '../zone-texts.ts';
import { MediaTrouble } from './board-media.tsx';
import { PrintersSheet } from './board-printers.tsx';
import { ZoneHealth } from './board-zones.tsx';

const icons: Readonly<Record<StripLine['icon'], IconNode>> = {
  check: Check,
  printer: Printer,
  kiosk: Tablet,
  screen: MonitorX,
  voice: VolumeX,
  agent: Plug,
  hub: Network,
  backup: DatabaseBackup,
  server: Unplug,
  disk: HardDrive,
};

function Line({ line }: { readonly line: StripLine }): JSX.Element {
  return (
    <p class={line.look}>
      <Icon of={icons[line.icon]} size={16} />
      {line.href === undefined ? (
        <span class="cut" title={line.words}>
          {line.words}
        </span>
      ) : (
        <a class="cut" href={line.href} title={line.words}>
          {line.words}
        </a>
      )}
    </p>
  );
}

function Part(props: {
  readonly part: StripPart;
  readonly testId: string;
  readonly isAlert?: boolean;
  readonly all?: { readonly words: string; readonly testId: string; readonly onOpen: () => void };
  readonly children?: ComponentChildren;
}): JSX.Element {
  const { part, testId, all, children } = props;
  return (
    <div data-testid={testId}>
      <h2>
        <span class="cut">{part.title}</span>
        {all && (
          <button type="button" class="quiet" data-testid={all.testId} onClick={all.onOpen}>
            {all.words}
          </button>
        )}
      </h2>
      {part.lines.map(line => (
        <Line key={line.words} line={line} />
      ))}
      {children}
    </div>
  );
}

/** Every zone over the board: whether its calls are seen and heard, and what became of them. */
function ScreensSheet(props: {
  readonly overview: Overview;
  readonly now: number;
  readonly onClose: () => void;
}): JSX.Element {
  const { overview, now, onClose } = props;
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => box.current?.showModal(), []);
  return (
    <dialog
      ref={box}
      class="printers-sheet screens-sheet"
      data-testid="screens-sheet"
      aria-labelledby="screens-title"
      onClose={onClose}
    >
      <header>
        <h2 id="screens-title">{t('screensTitle')}</h2>
        <button
          type="button"
          data-testid="screens-close"
          aria-label={printerText('close')}
          onClick={() => box.current?.close()}
        >
          <Icon of={X} size={20} />
        </button>
      </header>
      <ul class="zones">
        {overview.zones.map(zone => (
          <li key={zone.id}>
            <Cloth cloth={zone.cloth} colour={zone.colour} class="swatch" ink={0.3} scale={0.45} />
            <b>{pick(zone.word)}</b>
            <span class="where">{pick(zone.floor)}</span>
            <ZoneHealth overview={overview} now={now} zoneId={zone.id} />
          </li>
        ))}
      </ul>
      <p>
        <a href="/admin/devices">{zoneText('toDevices')}</a>
      </p>
    </dialog>
  );
}

/** What the building's queue runs on: printers, screens, connections, the server. */
export function BoardHealth(props: {
  readonly page: BoardPage;
  readonly overview: Overview;
}): JSX.Element {
  const { page, overview } = props;
  const { isPrintersOpen, isScreensOpen } = page;
  const isLost = page.link.value === 'lost';
  const now = page.shownAt;
  const rows = printerRows(overview.printers, page.printers.byId.value);
  const sources = { overview, health: page.health.value, printers: rows, now, isLost };
  const screens = screenPart(sources);
  const isTrouble = screens.lines.some(({ look }) => look === 'fault');
  return (
    <>
      <footer class="health">
        <Part
          part={machinePart(sources)}
          testId="printers"
          all={{
            words: printerText('all'),
            testId: 'all-printers',
            onOpen: () => (isPrintersOpen.value = true),
          }}
        />
        <div role={isTrouble && !isLost ? 'alert' : undefined} class="health-screens">
          <Part
            part={screens}
            testId={isTrouble && !isLost ? 'zone-alert' : 'displays'}
            all={{
              words: t('screensAll'),
              testId: 'all-screens',
              onOpen: () => (isScreensOpen.value = true),
            }}
          >
            <MediaTrouble overview={overview} />
          </Part>
        </div>
        <Part part={linkPart(sources)} testId="links" />
        <Part part={serverPart(sources)} testId="server" />
      </footer>
      {isPrintersOpen.value && (
        <PrintersSheet
          rows={rows}
          now={now}
          timeZone={overview.building.timeZone}
          onClose={() => (isPrintersOpen.value = false)}
        />
      )}
      {isScreensOpen.value && (
        <ScreensSheet overview={overview} now={now} onClose={() => (isScreensOpen.value = false)} />
      )}
    </>
  );
}
