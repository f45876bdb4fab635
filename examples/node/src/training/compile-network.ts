import type { TrainingSession } from '@nin/recipes';
import { shaderProgress } from '../terminal/shader-progress';

/** Compiles what a training step needs on a GPU, and shows how far that is. */
export async function compileNetwork(session: TrainingSession): Promise<void> {
  const progress = shaderProgress();
  try {
    await session.compile({ onProgress: progress.report });
  } finally {
    progress.stop();
  }
}
