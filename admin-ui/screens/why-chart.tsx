import type { JSX } from 'preact';
import type { ComparedSide, Comparison } from '../../contract/stories.ts';
import { minutes, timeOfDay } from '../../ui-kit/formats.ts';
import { language } from '../../ui-kit/language.ts';
import { chart, whyChart, type ChartLine, type WhyChart } from '../why-chart.ts';
import { kindOf, urgencyMinutes } from '../why-sentences.ts';
import { whyText as w } from '../why-texts.ts';

interface Props {
  readonly told: Comparison;
  readonly timeZone: string;
}

const plotBottom = chart.height - chart.bottom;
const plotRight = chart.width - chart.right;

function Grid({ drawn, timeZone }: { readonly drawn: WhyChart; readonly timeZone: string }) {
  return (
    <g class="why-grid">
      {drawn.heights.map(({ y, minutes: value }) => (
        <g key={value}>
          <line x1={chart.left} x2={plotRight} y1={y} y2={y} />
          <text x={chart.left - 8} y={y + 4} text-anchor="end">
            {value}
          </text>
        </g>
      ))}
      {drawn.kind === 'bars' && (
        <line x1={chart.left} x2={plotRight} y1={plotBottom} y2={plotBottom} />
      )}
      {drawn.times.map(({ x, at }) => (
        <text key={at} x={x} y={chart.height - 3} text-anchor="middle">
          {timeOfDay(at, timeZone, language.value)}
        </text>
      ))}
    </g>
  );
}

function endLabel(side: ComparedSide, kind: WhyChart['kind']): string {
  const { label, urgency } = side;
  if (urgency === null) return w('notYet', { label });
  const waited = minutes(urgency.waitedSeconds);
  if (kind === 'bars') return w('waited', { label, minutes: waited });
  const rate = Math.round(urgency.rate * 10) / 10;
  return w('sum', { label, rate, minutes: waited, value: urgencyMinutes(urgency.value) });
}

/** Letters of a label along a line are about so wide. */
const letterPx = 6.3;
/** A line of words above the bottom needs so much height. */
const wordsPx = 22;

interface RateProps {
  readonly side: ComparedSide;
  readonly line: ChartLine;
  readonly isSteeper: boolean;
  readonly drawn: WhyChart;
}

/** With the need where that has room, else with the class, else nothing: words never lie on a line. */
function rateWords({ side, line, isSteeper, drawn }: RateProps): [string, number, number] | null {
  const rate = Math.round((side.urgency?.rate ?? 0) * 10) / 10;
  const [[x1, y1], [x2, y2]] = [line.from, line.to];
  const slope = (y1 - y2) / Math.max(1, x2 - x1);
  for (const kind of [kindOf(side), w(`kind:${side.class}`)]) {
    const words = w('perMinute', { kind, rate });
    const width = words.length * letterPx;
    if (isSteeper) {
      // Below the line, before the call.
      const x = x2 - width - 5;
      if (slope > 0 && x >= x1 + wordsPx / slope) return [words, x, plotBottom - 8];
      continue;
    }
    // Above the flatter line, before the two meet.
    const x = Math.max(chart.left + 4, x1 + (x2 - x1) * 0.3 - width / 2);
    const end = drawn.crossing === null ? x2 : drawn.crossing[0];
    const y = y1 - slope * Math.max(0, x + width - x1) - 8;
    if (x + width < end - 8 && y > 16) return [words, x, y];
  }
  return null;
}

function RateLabel(props: RateProps): JSX.Element | null {
  const found = rateWords(props);
  if (found === null) return null;
  const [words, x, y] = found;
  return (
    <text class="why-rate" x={x} y={y}>
      {words}
    </text>
  );
}

function Crossing({ drawn, at }: { readonly drawn: WhyChart; readonly at: string }) {
  if (drawn.crossing === null) return null;
  const [x, y] = drawn.crossing;
  const words = w('crossed', { time: at });
  const isLeft = x - chart.left > words.length * letterPx + 12;
  return (
    <g class="why-crossing">
      <circle cx={x} cy={y} r={4} />
      <text x={isLeft ? x - 9 : x + 9} y={y - 8} text-anchor={isLeft ? 'end' : 'start'}>
        {words}
      </text>
    </g>
  );
}

function Sides({ told, drawn }: { readonly told: Comparison; readonly drawn: WhyChart }) {
  const sides = [told.first, told.second] as const;
  const isSteeper = (told.first.urgency?.rate ?? 0) > (told.second.urgency?.rate ?? 0);
  return (
    <>
      {sides.map((side, place) => {
        const line = drawn.lines[place];
        const name = place === 0 ? 'why-first' : 'why-second';
        const isOwnSteeper = (place === 0) === isSteeper;
        const isAlike = told.first.urgency?.rate === told.second.urgency?.rate;
        return (
          <g key={side.label} class={name}>
            {line && (
              <>
                <path d={`M${line.from.join(' ')} L${line.to.join(' ')}`} />
                <circle cx={line.to[0]} cy={line.to[1]} r={5} />
              </>
            )}
            {line && drawn.kind === 'lines' && !isAlike && (
              <RateLabel side={side} line={line} isSteeper={isOwnSteeper} drawn={drawn} />
            )}
            {line && drawn.kind === 'bars' && (
              <text
                class="why-rate"
                x={Math.max(chart.left + 2, line.from[0])}
                y={line.from[1] - 11}
              >
                {kindOf(side)}
              </text>
            )}
            <text class="why-end" x={drawn.callX + 13} y={drawn.labelY[place]! + 5}>
              {endLabel(side, drawn.kind)}
            </text>
          </g>
        );
      })}
    </>
  );
}

/** The picture beside the sentences; they say the same, so it is not read out. */
export function WhyPicture({ told, timeZone }: Props): JSX.Element {
  const drawn = whyChart(told);
  const labels = { first: told.first.label, second: told.second.label };
  const crossed = told.crossedAt === null ? '' : told.crossedAt;
  return (
    <svg
      class={`why-chart ${drawn.kind}`}
      viewBox={`0 0 ${chart.width} ${chart.height}`}
      role="img"
      aria-label={w(drawn.kind === 'lines' ? 'chart' : 'bars', labels)}
      data-testid="why-chart"
    >
      <Grid drawn={drawn} timeZone={timeZone} />
      <line class="why-call" x1={drawn.callX} x2={drawn.callX} y1={4} y2={plotBottom} />
      <Sides told={told} drawn={drawn} />
      <Crossing
        drawn={drawn}
        at={crossed === '' ? '' : timeOfDay(Date.parse(crossed), timeZone, language.value)}
      />
    </svg>
  );
}
