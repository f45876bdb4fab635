// Node 20 has no navigator, in which the page looks up the language it begins with. Imported before the page's words are.
globalThis.navigator ??= { languages: ['en'] } as unknown as Navigator;
