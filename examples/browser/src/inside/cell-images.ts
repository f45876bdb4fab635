/** One cell of a confusion matrix. */
export interface Cell {
  trueClass: number;
  predictedClass: number;
}

/** The numbers of the test images of a cell: those of one class that were given another, or the same. */
export function imagesOfCell(
  labels: ArrayLike<number>,
  predictions: ArrayLike<number>,
  { trueClass, predictedClass }: Cell,
): number[] {
  const images: number[] = [];
  for (let image = 0; image < labels.length; image++) {
    if (labels[image] === trueClass && predictions[image] === predictedClass) images.push(image);
  }
  return images;
}
