import { Download, FileSpreadsheet } from 'lucide';
import type { JSX } from 'preact';
import type { StaffImportCheck, StaffImportFault } from '../../contract/staff-office.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { staffFaultWords, staffProblemWords } from '../staff-fault-texts.ts';
import type { StaffImport } from '../staff-import.ts';
import { staffText as s } from '../staff-texts.ts';

/** Opened by spreadsheets as it is; the names are nobody's. */
const example =
  'username;name;role;counters;services;agencies\r\n' +
  'ni.luh;Ni Luh Ayu;officer;1 2;;\r\n' +
  'bagus;Bagus Prakoso;supervisor;;;\r\n' +
  'citra;Citra Lestari;agency-administrator;;;A\r\n';
const exampleHref = `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${example}`)}`;

function faultSentence({ line, column, code, value }: StaffImportFault): string {
  const words = staffFaultWords(code, value);
  if (line === null) return words;
  return column === null ? s('faultLine', { line, words }) : s('faultAt', { line, column, words });
}

function Preview({ check }: { readonly check: StaffImportCheck }): JSX.Element {
  const { rows, faults } = check;
  const count = (kind: string): number => rows.filter(row => row.kind === kind).length;
  const sum = { fresh: count('new'), changed: count('changed'), same: count('same') };
  return (
    <>
      {rows.length > 0 && (
        <p class="staff-sum" role="status" data-testid="import-sum">
          {s('importSum', { ...sum, wrong: count('wrong') })}
        </p>
      )}
      {faults.length > 0 && (
        <div class="staff-faults" role="alert" tabIndex={0} data-testid="import-faults">
          <ul>
            {faults.map(fault => (
              <li key={`${fault.line} ${fault.column} ${fault.code} ${fault.value}`}>
                {faultSentence(fault)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {rows.length > 0 && (
        <div class="staff-preview" tabIndex={0} role="region" aria-label={s('importTitle')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{s('line')}</th>
                <th scope="col">{s('account')}</th>
                <th scope="col">{s('role')}</th>
                <th scope="col" />
              </tr>
            </thead>
            <tbody>
              {rows.map(({ line, username, name, role, kind }) => (
                <tr key={line} data-kind={kind}>
                  <td>{line}</td>
                  <td>
                    <b>{name}</b>
                    <small>{username}</small>
                  </td>
                  <td>{role === null ? '' : s(role)}</td>
                  <td class="staff-kind">{s(kind)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Take({ table }: { readonly table: StaffImport }): JSX.Element | null {
  const check = table.check.value;
  if (check === null) return null;
  if (check.faults.length > 0) return <p class="printing-wrong">{s('mend')}</p>;
  const count = check.rows.filter(({ kind }) => kind !== 'same').length;
  if (count === 0) return <p class="printing-note">{s('nothingToDo')}</p>;
  return (
    <button
      type="button"
      class="printing-key"
      data-testid="take-import"
      disabled={table.isBusy.value}
      onClick={() => void table.take()}
    >
      {s('take', { count })}
    </button>
  );
}

/** A spreadsheet of people: looked over line by line before anything is done. */
export function StaffImportPane({ table }: { readonly table: StaffImport }): JSX.Element {
  const [check, problem, file] = [table.check.value, table.problem.value, table.file.value];
  return (
    <div class="staff-import" data-testid="import-pane">
      <h2>{s('importTitle')}</h2>
      <p class="printing-note">{s('importLead')}</p>
      <div class="staff-import-keys">
        <label class="printing-second staff-file">
          <Icon of={FileSpreadsheet} size={16} />
          {s(file === null ? 'chooseFile' : 'otherFile')}
          <input
            type="file"
            accept=".csv,.txt,text/csv"
            data-testid="staff-file"
            onChange={event => {
              const [chosen] = event.currentTarget.files ?? [];
              if (chosen) void table.choose(chosen);
              event.currentTarget.value = '';
            }}
          />
        </label>
        <a class="staff-example" href={exampleHref} download="petugas.csv">
          <Icon of={Download} size={16} />
          {s('example')}
        </a>
      </div>
      {file && <p class="staff-file-name">{file.name}</p>}
      {table.isBusy.value && <p class="printing-note">{s('looking')}</p>}
      {problem && problem.code !== 'staff-refused' && (
        <p class="printing-wrong" role="alert">
          {staffProblemWords(problem, true)}
        </p>
      )}
      {check && <Preview check={check} />}
      <div class="staff-foot">
        <Take table={table} />
        <button type="button" class="printing-second" onClick={() => table.leave()}>
          {s('back')}
        </button>
      </div>
    </div>
  );
}
