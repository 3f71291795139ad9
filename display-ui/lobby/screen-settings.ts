import type { DisplayLayout, DisplaySettings } from '../../contract/displays.ts';

/** How a screen of the hall shows what it is told. */
export type ScreenSettings = Pick<
  DisplaySettings,
  | 'layout'
  | 'viewingDistanceM'
  | 'sizeInches'
  | 'playlist'
  | 'pictureSeconds'
  | 'mediaVolumePercent'
>;

const layouts: readonly DisplayLayout[] = ['call', 'call-list', 'board', 'split'];
/** What a board of 20 agencies on 55" is read from; calls are for the whole hall. */
const boardDistanceM = 3.8;
const hallDistanceM = 10;

/** What the address says, which goes before the set-up: for trying a screen out. */
export function askedSettings(query: URLSearchParams): Partial<ScreenSettings> {
  const layout = layouts.find(name => name === query.get('layout'));
  const number = (name: string, min: number, max: number): number | undefined => {
    const value = Number(query.get(name) ?? Number.NaN);
    return value >= min && value <= max ? value : undefined;
  };
  const viewingDistanceM = number('distance', 0.5, 40);
  const sizeInches = number('inches', 5, 200);
  return {
    ...(layout === undefined ? {} : { layout }),
    ...(viewingDistanceM === undefined ? {} : { viewingDistanceM }),
    ...(sizeInches === undefined ? {} : { sizeInches }),
  };
}

/** The set-up's, or what suits a screen that nobody has set up. */
export function settingsOf(
  display: DisplaySettings | null,
  asked: Partial<ScreenSettings>,
  isOfZone: boolean,
): ScreenSettings {
  if (display !== null) return { ...display, ...asked };
  const layout = asked.layout ?? (isOfZone ? 'call-list' : 'board');
  return {
    layout,
    viewingDistanceM: layout === 'board' ? boardDistanceM : hallDistanceM,
    sizeInches: 55,
    playlist: [],
    pictureSeconds: 12,
    mediaVolumePercent: 0,
    ...asked,
  };
}
