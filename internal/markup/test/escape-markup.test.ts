import { escapeMarkup } from '@nin/markup';
import { expect, test } from 'vitest';

test('what would end a text or an attribute becomes a reference', () => {
  expect(escapeMarkup(`a < b && "c" > 'd'`)).toBe('a &lt; b &amp;&amp; &quot;c&quot; &gt; &#39;d&#39;');
  expect(escapeMarkup('&lt;')).toBe('&amp;lt;');
});

// https://www.w3.org/TR/xml/#NT-Char: #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF].
test('what XML does not allow becomes U+FFFD, and all else stays', () => {
  const allowed = [
    '\t',
    '\n',
    '\r',
    ' ',
    '\u007f',
    '\ud7ff',
    '\ue000',
    '\ufffd',
    '\u{10000}',
    '\u{10ffff}',
    '网',
  ];
  expect(allowed.map(escapeMarkup)).toEqual(allowed);
  const refused = ['\0', '\u0003', '\u0008', '\u000b', '\u001f', '\ud800', '\udc00', '\ufffe', '\uffff'];
  expect(refused.map(escapeMarkup)).toEqual(refused.map(() => '\ufffd'));
});
