import { z } from 'zod';
import {
  exportNameSchema,
  reportExportsSchema,
  type ReportExports as ExportsView,
} from '../../contract/reports.ts';
import { problemAnswer } from './problem.ts';
import { anyFileType, json, route, type Route } from './route.ts';

/** Reports that were written by themselves into a folder. */
export interface ExportShelf {
  view(): Promise<ExportsView>;
  /** Null where there is no report of this name. */
  fileOf(name: string): Promise<Buffer | null>;
}

interface ReportExportRoutesOptions {
  readonly exports: ExportShelf;
}

const nameParams = z.strictObject({ name: exportNameSchema });

export function reportExportRoutes({ exports }: ReportExportRoutesOptions): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/reports/exports',
      access: 'supervisor',
      summary: 'Reports of days and months that were written by themselves',
      status: 200,
      answer: reportExportsSchema,
      refusals: [],
      handle: async () => json(await exports.view()),
    }),
    route({
      method: 'get',
      path: '/api/v1/reports/exports/:name',
      access: 'supervisor',
      summary: 'One of them: a workbook or a sheet of text, as its name says',
      params: nameParams,
      status: 200,
      answer: null,
      fileType: anyFileType,
      refusals: ['unknown-report'],
      async handle({ params: { name } }) {
        const file = await exports.fileOf(name);
        if (file === null) return problemAnswer('unknown-report');
        const headers = { 'Content-Disposition': `attachment; filename="${name}"` };
        return { status: 200, body: '', file, headers };
      },
    }),
  ];
}
