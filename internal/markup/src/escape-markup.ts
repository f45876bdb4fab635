const references: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters not allowed in XML 1.0, even as references: control characters, lone surrogates, U+FFFE and U+FFFF. */
const notXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Escapes text for XML and HTML, between tags and in quoted attributes. Characters not allowed in XML become U+FFFD. */
export function escapeMarkup(text: string): string {
  return text.replace(notXml, '\uFFFD').replace(/[&<>"']/g, (character) => references[character]);
}
