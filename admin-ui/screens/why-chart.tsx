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
const letterPx = 6.6;

/** Beside its line, where the other one and the edges leave room for it. */
function RateLabel(props: {
  readonly side: ComparedSide;
  readonly line: ChartLine;
  readonly isUpper: boolean;
  readonly drawn: WhyChart;
}): JSX.Element | null {
  const { side, line, isUpper, drawn } = props;
  const rate = Math.round((side.urgency?.rate ?? 0) * 10) / 10;
  const words = w('perMinute', { kind: kindOf(side), rate });
  const width = words.length * letterPx;
  const [[x1, y1], [x2, y2]] = [line.from, line.to];
  const slope = (y1 - y2) / Math.max(1, x2 - x1);
  if (x2 - chart.left < width + 12) return null;
  // The steeper line has its words at its right below it, the flatter one above its middle.
  const x = isUpper ? Math.min(x2 - width - 6, x1 + 10) : x1 + (x2 - x1) * 0.3 - width / 2;
  const left = Math.max(chart.left + 4, x);
  const isFree = drawn.crossing === null || left + width < drawn.crossing[0] - 4;
  if (!isFree && !isUpper) return null;
  const y = isUpper
    ? plotBottom - 8
    : Math.max(14, y1 - slope * (left + width - x1) - 8);
  const at = isUpper ? x2 - width - 4 : left;
  if (isUpper && y1 - slope * (at - x1) > y - 14 && at > x1) return null;
  return (
    <text class="why-rate" x={at} y={y}>
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
        const isUpper = (place === 0) === isSteeper;
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
              <RateLabel side={side} line={line} isUpper={isUpper} drawn={drawn} />
            )}
            {line && drawn.kind === 'bars' && (
              <text class="why-rate" x={Math.max(chart.left + 2, line.from[0])} y={line.from[1] - 11}>
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
      <line
        class="why-call"
        x1={drawn.callX}
        x2={drawn.callX}
        y1={4}
        y2={plotBottom}
      />
      <Sides told={told} drawn={drawn} />
      <Crossing
        drawn={drawn}
        at={crossed === '' ? '' : timeOfDay(Date.parse(crossed), timeZone, language.value)}
      />
    </svg>
  );
}
