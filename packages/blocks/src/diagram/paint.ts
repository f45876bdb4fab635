/** Fill and stroke colors of each role, per theme. */
const palettes = {
  light: {
    page: { fill: '#ffffff', stroke: 'none' },
    card: { fill: '#f6f8fa', stroke: '#d0d7de' },
    ink: { fill: '#1f2328', stroke: 'none' },
    muted: { fill: '#59636e', stroke: 'none' },
    arrow: { fill: 'none', stroke: '#59636e' },
    front: { fill: '#a9c9ff', stroke: '#2563c9' },
    top: { fill: '#cfe1ff', stroke: '#2563c9' },
    side: { fill: '#7faaf0', stroke: '#2563c9' },
    conv: { fill: '#dbe8ff', stroke: '#2563c9' },
    mlp: { fill: '#d9f2e1', stroke: '#1a7f43' },
    pool: { fill: '#fdf0cf', stroke: '#a86b00' },
    dropout: { fill: '#ffffff', stroke: '#59636e' },
    head: { fill: '#ebe3ff', stroke: '#6f42c1' },
    merge: { fill: '#e6e9ed', stroke: '#59636e' },
    other: { fill: '#d7f0f2', stroke: '#0f7480' },
    unchanged: { fill: 'none', stroke: '#59636e' },
  },
  dark: {
    page: { fill: '#0d1117', stroke: 'none' },
    card: { fill: '#161b22', stroke: '#3d444d' },
    ink: { fill: '#f0f6fc', stroke: 'none' },
    muted: { fill: '#a3adb8', stroke: 'none' },
    arrow: { fill: 'none', stroke: '#a3adb8' },
    front: { fill: '#2b579c', stroke: '#6ea8ff' },
    top: { fill: '#3a6cbd', stroke: '#6ea8ff' },
    side: { fill: '#1d3f75', stroke: '#6ea8ff' },
    conv: { fill: '#132d54', stroke: '#6ea8ff' },
    mlp: { fill: '#0f3720', stroke: '#4ac26b' },
    pool: { fill: '#3d2d08', stroke: '#e3b341' },
    dropout: { fill: '#0d1117', stroke: '#a3adb8' },
    head: { fill: '#2d2150', stroke: '#b392f0' },
    merge: { fill: '#2a313a', stroke: '#a3adb8' },
    other: { fill: '#0c3338', stroke: '#4cc3d1' },
    unchanged: { fill: 'none', stroke: '#a3adb8' },
  },
} as const;

/** Role of a shape, which determines its colors. */
export type Role = keyof (typeof palettes)['light'];

/** Color theme. `'auto'` is light or dark as the system of the reader. */
export type DiagramTheme = 'light' | 'dark' | 'auto';

/** Colors of a theme: attributes per element, and a style sheet for `'auto'`. */
export interface Paint {
  attributes(role: Role): string;
  style: string;
}

/**
 * Returns the colors of a theme as plain attributes, which every SVG viewer supports. With `'auto'` the attributes are light, and
 * a style sheet overrides them with the dark colors in viewers that support media queries.
 */
export function paint(theme: DiagramTheme): Paint {
  const colors = palettes[theme === 'dark' ? 'dark' : 'light'];
  return {
    attributes(role) {
      const { fill, stroke } = colors[role];
      return `class="nin-${role}" fill="${fill}" stroke="${stroke}"`;
    },
    style: theme === 'auto' ? darkStyle() : '',
  };
}

function darkStyle(): string {
  const rules = Object.entries(palettes.dark).map(
    ([role, { fill, stroke }]) => `.nin-diagram-auto .nin-${role}{fill:${fill};stroke:${stroke}}`,
  );
  return `<style>@media (prefers-color-scheme:dark){${rules.join('')}}</style>`;
}
