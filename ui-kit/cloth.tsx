import { useId } from 'preact/hooks';
import type { ComponentChildren, JSX } from 'preact';
import type { Cloth as ClothName, ZoneColour } from '../contract/values.ts';

interface Tile {
  readonly width: number;
  readonly height: number;
  /** Of the drawing as it is; screens may scale it. */
  readonly line: number;
  readonly draw: () => JSX.Element;
}

const petals = [
  [16, 16, 45],
  [48, 16, -45],
  [16, 48, -45],
  [48, 48, 45],
] as const;
const seeds = [
  [32, 32],
  [0, 0],
  [64, 0],
  [0, 64],
  [64, 64],
] as const;

/** One repeat of each cloth, white on the zone's colour; widths and heights in units. */
const tiles: Readonly<Record<ClothName, Tile>> = {
  kawung: {
    width: 64,
    height: 64,
    line: 2,
    draw: () => (
      <>
        {petals.map(([x, y, turn]) => (
          <ellipse cx={x} cy={y} rx="18" ry="9.5" transform={`rotate(${turn} ${x} ${y})`} />
        ))}
        <path d="M10 10l12 12M54 10L42 22M10 54l12-12M54 54L42 42" stroke-width="1.5" />
        {seeds.map(([x, y]) => (
          <circle cx={x} cy={y} r="2.5" fill="#fff" stroke="none" />
        ))}
      </>
    ),
  },
  parang: {
    width: 48,
    height: 48,
    line: 3,
    draw: () => (
      <>
        <path d="M-12 12L12-12M-12 36L36-12M-12 60L60-12M12 60L60 12M36 60L60 36" />
        <path d="M6 6l8 8M30-18l8 8M-18 30l8 8M18 18l8 8M42-6l8 8M-6 42l8 8M30 30l8 8M6 54l8 8" />
      </>
    ),
  },
  tumpal: {
    width: 40,
    height: 44,
    line: 2.5,
    draw: () => (
      <>
        <path d="M0 40L20 6l20 34z" />
        <path d="M12 34L20 20l8 14z" fill="#fff" stroke="none" />
      </>
    ),
  },
  wajik: {
    width: 44,
    height: 44,
    line: 2.5,
    draw: () => (
      <>
        <path d="M22 2L42 22 22 42 2 22z" />
        <path d="M22 13l9 9-9 9-9-9z" fill="#fff" stroke="none" />
      </>
    ),
  },
};

export interface ClothProps {
  readonly cloth: ClothName;
  /** `deep` is the building's dark ground; `none` leaves the ground to the style sheet. */
  readonly colour: ZoneColour | 'deep' | 'none';
  readonly class?: string;
  /** 0–1, of the white drawing. */
  readonly ink?: number;
  /** Size of the drawing, 1 as drawn. */
  readonly scale?: number;
  readonly children?: ComponentChildren;
}

/** A zone is known by its cloth where its colour cannot be told. */
export function Cloth(props: ClothProps): JSX.Element {
  const id = `cloth${useId()}`;
  const tile = tiles[props.cloth];
  const ground = props.colour === 'deep' ? 'var(--primary-deep)' : `var(--zone-${props.colour})`;
  return (
    <span
      class={props.class === undefined ? 'cloth' : `cloth ${props.class}`}
      {...(props.colour === 'none' ? {} : { style: { backgroundColor: ground } })}
    >
      <svg class="cloth-tiles" aria-hidden="true" opacity={props.ink ?? 0.17}>
        <defs>
          <pattern
            id={id}
            width={tile.width}
            height={tile.height}
            patternUnits="userSpaceOnUse"
            patternTransform={`scale(${props.scale ?? 0.7})`}
          >
            <g fill="none" stroke="#fff" stroke-width={tile.line}>
              {tile.draw()}
            </g>
          </pattern>
        </defs>
        <rect width="100%" height="100%" fill={`url(#${id})`} />
      </svg>
      {props.children}
    </span>
  );
}
