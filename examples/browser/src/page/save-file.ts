/** Lets the browser save bytes or text as a file. */
export function saveFile(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the file after the click; a minute is enough for it to begin.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
