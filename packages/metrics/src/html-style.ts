import { palettes, type Palette } from './theme';

/** The style sheet of the table. It names only its own classes, since a style sheet reaches the whole page around it. */
export function htmlStyle(): string {
  const light = variables(palettes.light);
  const dark = variables(palettes.dark);
  return `
.confusion-matrix{${light};background:var(--ground);color:var(--ink);font:14px/1.3 system-ui,sans-serif;overflow:auto;max-height:100vh;box-sizing:border-box}
.confusion-matrix-dark{${dark}}
.confusion-matrix table{margin:16px;border-collapse:separate;border-spacing:1px;font-variant-numeric:tabular-nums}
.confusion-matrix caption,.confusion-matrix-title{text-align:left;font-weight:600;font-size:18px;padding-bottom:8px}
.confusion-matrix-title{margin:16px 16px 0;font-size:20px}
.confusion-matrix caption small,.confusion-matrix-title small{font-weight:400;font-size:13px;color:var(--muted-ink)}
.confusion-matrix th{font-weight:500;background:var(--ground);padding:2px 8px;white-space:nowrap;max-width:16em;overflow:hidden;text-overflow:ellipsis}
.confusion-matrix thead th{vertical-align:bottom}
.confusion-matrix th[scope=colgroup]{text-align:left}
.confusion-matrix th[scope=col]{position:sticky;top:0;z-index:1}
.confusion-matrix-upright th+th span{display:inline-block;writing-mode:vertical-rl;transform:rotate(180deg);max-height:16em;overflow:hidden;text-overflow:ellipsis}
.confusion-matrix tr th:first-child{text-align:right;position:sticky;left:0}
.confusion-matrix thead th:first-child{z-index:2}
.confusion-matrix tbody td{text-align:center;padding:6px 8px;background:var(--light);color:var(--light-ink)}
.confusion-matrix td small{display:block;font-size:11px}
.confusion-matrix .confusion-matrix-figures tr :is(th,td){text-align:left}
.confusion-matrix .confusion-matrix-figures .confusion-matrix-number{text-align:right}
.confusion-matrix-lists{display:flex;flex-wrap:wrap;align-items:flex-start;gap:0 32px}
@media (prefers-color-scheme:dark){.confusion-matrix-auto{${dark}}.confusion-matrix-auto tbody td{background:var(--dark);color:var(--dark-ink)}}
`;
}

function variables({ ground, ink, mutedInk }: Palette): string {
  return `--ground:${ground};--ink:${ink};--muted-ink:${mutedInk}`;
}
