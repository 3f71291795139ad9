import writeWorkbook, { type CellObject, type Row } from 'write-excel-file/node';
import type { ReportSheet, SheetCell, SheetFormat } from './report-sheets.ts';

const numberFormats: Readonly<Record<SheetFormat, string | null>> = {
  text: null,
  count: '#,##0',
  minutes: '#,##0.0',
  share: '0.0%',
};
/** Characters: a name is long, a number is not. */
const widths = { first: 44, other: 18 };
/** Names of sheets are no longer, and hold none of these. */
const sheetNameMax = 31;
const notInNames = /[\\/?*[\]:]/g;

function cellOf(value: SheetCell, format: SheetFormat): CellObject | null {
  if (value === null) return null;
  if (typeof value === 'string') return { value, type: String };
  const written = numberFormats[format] ?? '0.0';
  return { value, type: Number, format: written };
}

const formatAt = (sheet: ReportSheet, row: number, column: number): SheetFormat =>
  column > 0 && sheet.rowFormats
    ? (sheet.rowFormats[row] ?? 'text')
    : (sheet.columns[column]?.format ?? 'text');

/** A workbook: heads that stay in sight, numbers as numbers. */
export async function workbookOf(sheets: readonly ReportSheet[]): Promise<Uint8Array> {
  const bytes = await writeWorkbook(
    sheets.map(sheet => {
      const heads: Row = sheet.columns.map(({ title }) => ({
        value: title,
        type: String,
        fontWeight: 'bold',
        wrap: true,
        alignVertical: 'top',
      }));
      const rows = sheet.rows.map((row, at) =>
        row.map((value, column) => cellOf(value, formatAt(sheet, at, column))),
      );
      return {
        sheet: sheet.name.replaceAll(notInNames, ' ').slice(0, sheetNameMax),
        data: [heads, ...rows],
        columns: sheet.columns.map((_, at) => ({ width: at === 0 ? widths.first : widths.other })),
        stickyRowsCount: 1,
        stickyColumnsCount: 1,
      };
    }),
    { fontFamily: 'Calibri', fontSize: 11 },
  ).toBuffer();
  return new Uint8Array(bytes);
}

/** A table program takes these for the beginning of a formula and would reckon with them. */
const asFormula = /^'*[=+\-@\t\r]/;

function plainCell(value: SheetCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  const guarded = asFormula.test(value) ? `'${value}` : value;
  return /[";\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** As table programs of this country open it: semicolons, commas in numbers, a byte order mark. */
export function csvOf({ columns, rows }: ReportSheet): Uint8Array {
  const lines = [columns.map(({ title }) => title), ...rows];
  const text = lines.map(row => row.map(plainCell).join(';')).join('\r\n');
  return new TextEncoder().encode(`\uFEFF${text}\r\n`);
}
