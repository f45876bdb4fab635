/** One line of a chart. */
export interface CurveLine {
  name: string;
  /** From left to right. */
  points: readonly (readonly [x: number, y: number])[];
  /** The CSS variable of its colour, as `--chart-1`: it follows the theme. */
  color: string;
  /** Told apart by more than its colour. */
  dashed?: boolean;
  /** Shows its points, one an epoch, while they are few. One point alone is shown in any case. */
  dots?: boolean;
}
