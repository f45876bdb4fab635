export function installTrainingKernels(_backendName: string): () => void {
  return () => {};
}
