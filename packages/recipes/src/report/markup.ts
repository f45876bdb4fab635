import { escapeMarkup } from '@nin/markup';

/** A table; the first column names the rows. Texts are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const header = head.map((cell) => `<th scope="col">${escapeMarkup(cell)}</th>`).join('');
  const body = rows.map(([name = '', ...cells]) => {
    const data = cells.map((cell) => `<td>${escapeMarkup(cell)}</td>`).join('');
    return `<tr><th scope="row">${escapeMarkup(name)}</th>${data}</tr>`;
  });
  return `<div class="scroll"><table><thead><tr>${header}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

/** A whole page that needs nothing but itself. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

const style = `
:root { color-scheme: light dark; --ground: #fff; --ink: #1f2328; --muted: #59636e; --line: #d1d9e0; --card: #f6f8fa; --warn: #9a6700; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0d1117; --ink: #e6edf3; --muted: #9198a1; --line: #3d444d; --card: #151b23; --warn: #d29922; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 24px 16px 64px; }
h1 { font-size: 28px; margin: 0 0 4px; }
h2 { font-size: 20px; margin: 40px 0 12px; }
p { margin: 0 0 12px; }
.muted { color: var(--muted); }
.warn { border-left: 4px solid var(--warn); padding: 8px 12px; background: var(--card); }
.figures { display: flex; flex-wrap: wrap; gap: 12px; margin: 20px 0; padding: 0; list-style: none; }
.figures li { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 8px 14px; }
.figures b { display: block; font-size: 20px; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr)); gap: 16px; }
.charts figure { margin: 0; min-width: 0; }
svg { max-width: 100%; height: auto; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: 4px 12px; border-bottom: 1px solid var(--line); text-align: right; font-variant-numeric: tabular-nums; }
th:first-child { text-align: left; }
thead th { color: var(--muted); font-weight: 600; }
.pair { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; padding: 8px 0; border-bottom: 1px solid var(--line); }
.pair p { flex: 0 0 260px; margin: 0; }
.pair img { width: 64px; height: 64px; image-rendering: pixelated; border-radius: 4px; }
details pre { background: var(--card); padding: 12px; overflow-x: auto; border-radius: 8px; }
`;
