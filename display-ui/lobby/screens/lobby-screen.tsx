import type { ComponentChildren, JSX } from 'preact';
import type { DisplayView } from '../../../contract/views.ts';
import type { Lobby } from '../model.ts';
import { innerWidth, type Pane, type Place, type Plan } from '../plan.ts';
import type { EmptyHallRoom } from './empty-hall.tsx';
import { BoardScreen } from './board-screen.tsx';
import { BottomLine } from './bottom-line.tsx';
import { CallList } from './call-list.tsx';
import { CallPanel } from './call-panel.tsx';
import { MediaPane } from './media-pane.tsx';
import { BackScreen, ConnectingScreen, LostScreen, type NoticeRoom } from './notice-screen.tsx';

export interface LobbyScreenProps {
  readonly lobby: Lobby;
  /** The building's time in whole seconds. */
  readonly clockMs: number;
  /** A file that this screen could not show. */
  readonly onMediaTrouble: (name: string) => void;
}

export function LobbyScreen(props: LobbyScreenProps): JSX.Element {
  const { lobby, clockMs } = props;
  const stage = lobby.stage.value;
  const view = lobby.view.value;
  const shown = stage.kind === 'live' && view !== null ? view : null;
  const plan = lobby.plan.value;
  const sizes = {
    '--u': `${plan.unitPx}px`,
    '--text': `${plan.list.wordsPx}px`,
    '--least-text': `${plan.least.textPx}px`,
    '--bar': `${plan.bar.heightPx}px`,
  };
  const shape = plan.isPortrait ? 'standing' : 'lying';
  return (
    <main
      class={`lobby ${shape} ${shown === null ? 'off' : ''}`}
      style={sizes}
      data-testid="lobby"
      data-layout={lobby.settings.value.layout}
    >
      {stage.kind === 'lost' ? <LostScreen room={noticeRoom(plan)} /> : null}
      {stage.kind === 'back' ? <BackScreen /> : null}
      {stage.kind === 'connecting' || (stage.kind === 'live' && view === null) ? (
        <ConnectingScreen />
      ) : null}
      {shown === null ? null : <Panes {...props} view={shown} />}
      <BottomLine lobby={lobby} clockMs={clockMs} shown={shown} />
    </main>
  );
}

function At(props: {
  readonly pane: Pane;
  readonly place: Place;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { left, top, width, height } = props.place;
  const style = {
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
    '--width': `${width}px`,
    '--height': `${height}px`,
  };
  return (
    <div class={`pane pane-${props.pane}`} style={style}>
      {props.children}
    </div>
  );
}

/** Beside the sign, or under it where the screen stands upright. */
function noticeRoom({ isPortrait, unitPx, least, bar, shape }: Plan): NoticeRoom {
  const { widthPx, heightPx } = shape;
  const width = widthPx - (isPortrait ? 104 : 584) * unitPx;
  const height = heightPx - bar.heightPx - (isPortrait ? 468 : 48) * unitPx;
  return { lines: height / (least.textPx * 1.2), ems: width / least.textPx };
}

const roomOf = ({ width, height }: Place, { least, unitPx }: Plan): EmptyHallRoom => ({
  lines: height / (least.textPx * 1.2),
  ems: innerWidth(width, unitPx) / least.textPx,
});

interface PanesProps extends LobbyScreenProps {
  readonly view: DisplayView;
}

/** Keys keep each pane the same element while others come and go: pictures play on. */
function Panes({ lobby, view, clockMs, onMediaTrouble }: PanesProps): JSX.Element {
  const plan = lobby.plan.value;
  const board = lobby.board.value;
  const now = lobby.now.value;
  const { panel, list, board: rows, media } = lobby.panes.value;
  const isCovered = rows !== undefined && lobby.covered.value;
  const panelPlace = isCovered ? rows : panel;
  return (
    <>
      {media === undefined ? null : (
        <At key="media" pane="media" place={media}>
          <MediaPane
            media={view.media}
            settings={lobby.settings.value}
            isCalling={lobby.covered.value}
            onTrouble={onMediaTrouble}
          />
        </At>
      )}
      {panelPlace === undefined ? null : (
        <At key="panel" pane="panel" place={panelPlace}>
          <CallPanel
            view={view}
            board={board}
            now={now}
            plan={plan.panel}
            room={roomOf(panelPlace, plan)}
          />
        </At>
      )}
      {list === undefined ? null : (
        <At key="list" pane="list" place={list}>
          <CallList
            view={view}
            board={board}
            plan={plan.list}
            turn={lobby.turn.value}
            now={now && panel !== undefined}
          />
        </At>
      )}
      {rows === undefined || isCovered ? null : (
        <At key="board" pane="board" place={rows}>
          <BoardScreen
            view={view}
            plan={lobby.boardPlan.value}
            page={lobby.page.value}
            facet={lobby.facet.value}
            hotAgencies={lobby.hotAgencies.value}
            buildingMs={clockMs}
          />
        </At>
      )}
    </>
  );
}
