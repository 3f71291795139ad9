import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MediaItem } from '../../../contract/displays.ts';
import { BuildingMark } from '../../../ui-kit/building-mark.tsx';
import { Cloth } from '../../../ui-kit/cloth.tsx';
import { MediaShow } from '../media/media-show.ts';
import { playlistOf } from '../media/playlist.ts';
import type { ScreenSettings } from '../screen-settings.ts';

export interface MediaPaneProps {
  readonly media: readonly MediaItem[];
  readonly settings: ScreenSettings;
  /** Silent and dimmed: a call is what the hall shall see and hear. */
  readonly isCalling: boolean;
  readonly onTrouble: (name: string) => void;
}

/** Pictures and videos of the building; its own mark where there are none. */
export function MediaPane(props: MediaPaneProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const show = useRef<MediaShow | null>(null);
  const [isShown, setShown] = useState(false);

  useEffect(() => {
    const place = box.current;
    if (place === null) return undefined;
    const opened = new MediaShow({
      box: place,
      pictureSeconds: () => latest.current.settings.pictureSeconds,
      volume: () =>
        latest.current.isCalling ? 0 : latest.current.settings.mediaVolumePercent / 100,
      onTrouble: name => latest.current.onTrouble(name),
      onShown: setShown,
    });
    show.current = opened;
    return () => {
      show.current = null;
      opened.close();
    };
  }, []);
  const list = playlistOf(props.media, props.settings.playlist);
  const listed = list.map(item => item.url).join(' ');
  useEffect(() => show.current?.show(list), [listed]);
  useEffect(
    () => show.current?.changeVolume(),
    [props.isCalling, props.settings.mediaVolumePercent],
  );
  return (
    <section
      class={props.isCalling ? 'media calling' : 'media'}
      data-testid="lobby-media"
      data-shown={isShown}
      aria-hidden="true"
    >
      <Cloth cloth="kawung" colour="none" class="ground" ink={0.07} scale={2.4}>
        {null}
      </Cloth>
      {isShown ? null : (
        <span class="mark">
          <BuildingMark size={24} />
        </span>
      )}
      <div ref={box} class="layers" />
    </section>
  );
}
