import { refusals } from '../../contract/refusals.ts';
import type { OpenApiDocument } from './openapi.ts';

const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const pretty = (value: unknown): string => escape(JSON.stringify(value, null, 2));

/** The schema behind a reference, so that a reader needs no second look-up. */
function resolved(document: OpenApiDocument, schema: unknown): unknown {
  const name = (schema as { $ref?: string }).$ref?.split('/').at(-1);
  const schemas = (document['components'] as { schemas: Record<string, unknown> }).schemas;
  return name ? { [name]: schemas[name] } : schema;
}

interface Content {
  readonly schema: unknown;
  readonly example?: unknown;
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly parameters: readonly Record<string, unknown>[];
  readonly requestBody?: { readonly content: Record<string, Content> };
  readonly responses: Record<
    string,
    {
      readonly description: string;
      readonly content?: Record<string, Content>;
    }
  >;
}

const block = (value: unknown): string => `<pre tabindex="0">${pretty(value)}</pre>`;

/** What is sent or answered: first as it looks, then by its rules. */
function shown(document: OpenApiDocument, content: Content | undefined): string {
  if (!content) return '';
  const { schema, example } = content;
  return `${example === undefined ? '' : block(example)}
    <details><summary>Schema</summary>${block(resolved(document, schema))}</details>`;
}

/** Paragraphs of a description; its code marks become code. */
const paragraphs = (text: string): string =>
  text
    .split('\n\n')
    .map(part => `<p>${escape(part).replaceAll(/`([^`]+)`/g, '<code>$1</code>')}</p>`)
    .join('');

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly description?: string;
}

/** Those of headers are written once, for all operations. */
function parameterRow(
  document: OpenApiDocument,
  parameter: Readonly<Record<string, unknown>>,
): string {
  const { parameters } = document['components'] as { parameters: Record<string, unknown> };
  const { $ref: target } = parameter;
  const written = typeof target === 'string' ? parameters[target.split('/').at(-1)!] : parameter;
  const { name, in: place, description } = written as Parameter;
  const said = description === undefined ? '' : `: ${escape(description)}`;
  return `<li><code>${escape(name)}</code> in ${escape(place)}${said}</li>`;
}

function operation(
  document: OpenApiDocument,
  path: string,
  method: string,
  row: Operation,
): string {
  const body = row.requestBody?.content['application/json'];
  const answers = Object.entries(row.responses).map(([status, answer]) => {
    const content = shown(document, answer.content?.['application/json']);
    return `<li><b>${status}</b> ${escape(answer.description)}${content}</li>`;
  });
  const parameters = row.parameters.map(parameter => parameterRow(document, parameter));
  return `<section id="${row.operationId}">
    <h2><span class="method">${method.toUpperCase()}</span> <code>${escape(path)}</code></h2>
    <p>${escape(row.summary)} <span class="who">${escape(row.tags.join(', '))}</span></p>
    ${row.description === `${row.summary}.` ? '' : paragraphs(row.description ?? '')}
    ${parameters.length > 0 ? `<h3>Parameters</h3><ul>${parameters.join('')}</ul>` : ''}
    ${body ? `<h3>Body</h3>${shown(document, body)}` : ''}
    <h3>Answers</h3><ul>${answers.join('')}</ul>
  </section>`;
}

/** What the server sends by itself to an address that a partner named. */
function webhooksSection(document: OpenApiDocument): string {
  const webhooks = document['webhooks'] as Record<string, { readonly post: Operation }>;
  const rows = Object.entries(webhooks).map(
    ([type, { post }]) =>
      `<li><code>${escape(type)}</code> ${escape(post.summary)}
      ${shown(document, post.requestBody?.content['application/json'])}</li>`,
  );
  return `<section id="webhooks"><h2>Webhooks</h2>
    <p>Sent as POST, signed as Standard Webhooks; tried again for 24 hours.</p>
    <ul>${rows.join('')}</ul></section>`;
}

/** The readable page of the API: plain HTML from the document, with nothing from outside. */
export function docsPage(document: OpenApiDocument): string {
  const sections: string[] = [];
  const links: string[] = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, row] of Object.entries(methods)) {
      const entry = row as unknown as Operation;
      sections.push(operation(document, path, method, entry));
      links.push(
        `<li><a href="#${entry.operationId}"><b>${method.toUpperCase()}</b> ${escape(path)}</a></li>`,
      );
    }
  }
  const problems = Object.entries(refusals)
    .map(([code, status]) => `<li id="problem-${code}"><code>${code}</code> ${status}</li>`)
    .join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
  <meta name="viewport" content="width=device-width"><title>MPP Antrean API</title>
  <link rel="icon" href="data:,"><link rel="stylesheet" href="/api/docs/style.css"></head><body>
  <nav><h1>MPP Antrean API</h1><p><a href="/api/v1/openapi.json">openapi.json</a></p>
  <ul>${links.join('')}<li><a href="#webhooks">Webhooks</a></li></ul></nav>
  <main><p>Times are RFC 3339 with the building’s offset. Every POST takes an
  <code>Idempotency-Key</code>. Errors are <code>application/problem+json</code> with a stable
  <code>code</code>.</p>${sections.join('')}${webhooksSection(document)}
  <section><h2>Refusals</h2><ul>${problems}</ul></section></main></body></html>`;
}

export const docsStyle = `
:root { color: #10222e; background: #f6f4ef; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 0; display: grid; grid-template-columns: 340px 1fr; }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; box-sizing: border-box;
  padding: 24px; background: #083f54; color: #fff; }
nav a { color: #fff; text-decoration: none; } nav a:hover { text-decoration: underline; }
nav ul { list-style: none; padding: 0; font-size: 13px; } nav li { padding: 3px 0; }
nav h1 { font-size: 20px; margin: 0; }
main { padding: 24px 40px; max-width: 900px; min-width: 0; }
section { background: #fff; border: 1px solid #d9d4c7; border-radius: 8px; padding: 8px 24px 16px;
  margin: 16px 0; }
code { overflow-wrap: anywhere; } li { overflow-wrap: anywhere; }
h2 { font-size: 18px; } h3 { font-size: 14px; margin-bottom: 4px; }
.method { color: #0b5d7a; } .who { color: #586771; font-size: 13px; }
details { margin: 4px 0; } summary { cursor: pointer; color: #0b5d7a; }
pre { background: #f6f4ef; border-radius: 8px; padding: 12px; overflow: auto; font-size: 12px;
  max-height: 320px; }
@media (max-width: 900px) { body { display: block; } main { padding: 16px; }
  nav { position: static; height: auto; } }
`;
