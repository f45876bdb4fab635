import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** Files and folders whose English is checked. Add yours when it is clean. */
const scope = [
  'packages/trainer/src',
  'packages/optimizers/src',
  'packages/schedules/src',
  'internal/checks/src',
  'internal/durable-files/src',
  'internal/markup/src',
];

/** Phrases that are always wrong here, each with what to write instead. */
const phrases: readonly [wrong: RegExp, instead: string][] = [
  [/\b(told|tells?)\b(?! apart)/i, 'report, return, is called with'],
  [/\b(is|are) none\b/i, 'there is no …, is not a …'],
  [/\bso many\b|\bthat many\b/i, 'the number of …'],
  [/\banew\b/i, 'again'],
  [/\ball the same\b/i, 'anyway'],
  [/\bthe way (back|there)\b/i, 'backward pass, forward pass'],
  [/\bsomebody\b|\bwhoever\b|\bwherever\b/i, 'the reader, any caller, where'],
  [/\bone's own\b|\bsomebody else's\b/i, 'your own, third-party'],
  [/\b(images|steps|updates|milliseconds|bytes|figures) an? (second|step|epoch|image|value|pixel)\b/i, 'per'],
  [
    /\b(colou?r?)?(colour|behaviour|favour|neighbour|honour)\w*|\b\w*[^aeiou\W]ise[ds]?\b(?<!\b(otherwise|precise|concise|noise|raise|promise|exercise|premise|likewise|wise|rise|arise|enterprise|surprise|advise|revise|compromise|expertise|disguise|paradise|merchandise|supervise|comprise|demise|franchise|devise|despise|improvise|anise|cruise|praise|appraise|poise|turquoise|clockwise|pairwise|elementwise|bitwise|piecewise|stepwise|depthwise|pointwise|promised|promises|raised|raises|raised|rises|noised|advised|revised|surprised|comprised|supervised)\b)/i,
    'American spelling',
  ],
];
