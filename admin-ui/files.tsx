import { render } from 'preact';
import { send } from '../ui-kit/api.ts';
import { downloadFile, uploadFile } from './file-edges.ts';
import { FilesPage } from './files-page.ts';
import { FilesApp } from './screens/files-app.tsx';
import './styles/printing.css';
import './styles/files.css';

/** The set-up as a file, for whoever keeps it or takes it elsewhere. */
export function mountFiles(root: HTMLElement): void {
  const page = new FilesPage({ send, upload: uploadFile, download: downloadFile });
  page.start();
  render(<FilesApp page={page} />, root);
}
