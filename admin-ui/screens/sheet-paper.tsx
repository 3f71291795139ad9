import type { JSX } from 'preact';
import type { BuildingView } from '../../contract/views.ts';
import { BuildingMark } from '../../ui-kit/building-mark.tsx';
import { sheetLabel } from '../sheet-plan.ts';
import type { SheetPage, SheetQueue } from '../sheet-plan.ts';

/** Papers hang in an Indonesian hall, whatever language the screen of the printing office speaks. */
const paper = {
  waitAt: 'Tunggu dipanggil di',
  service: 'Layanan',
  date: 'Tanggal',
  time: 'Pukul',
  registerTitle: 'Daftar nomor kertas',
  registerLead:
    'Tulis pukul dan layanan saat nomor diberikan. Setelah sistem kembali, masukkan semuanya di ' +
    'halaman Nomor kertas, lalu beri tanda.',
  officer: 'Petugas',
  number: 'Nomor',
  priority: 'Prioritas',
  entered: 'Dimasukkan',
  needs: 'Prioritas: L lansia, H ibu hamil, S ibu menyusui, D disabilitas, B membawa balita.',
} as const;

interface Shows {
  readonly building: BuildingView;
  readonly page: SheetPage;
}

function Blank(props: { readonly word: string; readonly class?: string }): JSX.Element {
  return (
    <span class={`blank ${props.class ?? ''}`}>
      {props.word}
      <i />
    </span>
  );
}

function Slip(props: {
  readonly building: BuildingView;
  readonly queue: SheetQueue;
  readonly number: number;
}): JSX.Element {
  const { building, queue, number } = props;
  const only = queue.services.length === 1 ? queue.services[0] : undefined;
  const label = sheetLabel(queue, number);
  return (
    <li class="slip">
      <p class="slip-building">
        <BuildingMark size={18} />
        {building.line1} {building.line2}
      </p>
      <div class="slip-head">
        <p class={label.length > 4 ? 'slip-number is-long' : 'slip-number'}>{label}</p>
        <p class="slip-zone">
          {paper.waitAt}
          <b>{queue.zone}</b>
        </p>
      </div>
      <p class="slip-queue">
        <b>{queue.agency.id}</b>
        <span>{queue.name.id}</span>
      </p>
      <p class="slip-blanks">
        {only === undefined ? <Blank word={paper.service} /> : <span>{only.id}</span>}
      </p>
      <p class="slip-blanks">
        <Blank word={paper.date} />
        <Blank word={`${paper.time} (${building.zoneName})`} />
      </p>
    </li>
  );
}

const rowsMm = 219;
const rowMmMax = 10;

function Register({ building, page }: Shows): JSX.Element {
  const { queue, numbers } = page;
  // Few numbers leave room for larger handwriting.
  const rowMm = Math.min(rowMmMax, rowsMm / numbers.length);
  return (
    <>
      <header class="register-head">
        <p class="slip-building">
          <BuildingMark size={18} />
          {building.line1} {building.line2}
        </p>
        <h3>
          {paper.registerTitle} {queue.series}
        </h3>
        <p>
          <b>{queue.agency.id}</b>, {queue.name.id}. {queue.zone}.
        </p>
        <p class="register-lead">{paper.registerLead}</p>
        <p class="slip-blanks">
          <Blank word={paper.date} />
          <Blank word={paper.officer} class="is-wide" />
        </p>
      </header>
      <table class="register">
        <thead>
          <tr>
            <th>{paper.number}</th>
            <th>
              {paper.time} ({building.zoneName})
            </th>
            <th class="register-service">{paper.service}</th>
            <th>{paper.priority}</th>
            <th>{paper.entered}</th>
          </tr>
        </thead>
        <tbody>
          {numbers.map(number => (
            <tr key={number} style={{ height: `${rowMm}mm` }}>
              <td>
                <b>{sheetLabel(queue, number)}</b>
              </td>
              <td />
              <td />
              <td>L H S D B</td>
              <td>
                <i class="box" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="register-foot">{paper.needs}</p>
    </>
  );
}

/** One sheet of A4: black on white, cut along the dashed lines. */
export function SheetPaper({ building, page }: Shows): JSX.Element {
  return (
    <section class={`sheet-paper is-${page.kind}`} data-testid={`sheet-${page.kind}`} lang="id">
      {page.kind === 'register' ? (
        <Register building={building} page={page} />
      ) : (
        <ul class="slips">
          {page.numbers.map(number => (
            <Slip key={number} building={building} queue={page.queue} number={number} />
          ))}
        </ul>
      )}
    </section>
  );
}
