import { fusedBinary, plainBinary } from './binaries.generated';

/** The kernels, compiled for one kind of memory. */
export interface KernelModule {
  module: WebAssembly.Module;
  /** Whether it multiplies and adds in one instruction. */
  fused: boolean;
}

const compiled = new Map<boolean, KernelModule>();

/**
 * Compiles the kernels, once for shared and once for unshared memory.
 *
 * The binaries import a shared memory, and whether a memory is shared is part of its type. Atomic instructions work on
 * both kinds, so one flag in the import makes the same code serve the other.
 */
export function kernelModule(shared: boolean): KernelModule {
  let kernels = compiled.get(shared);
  if (!kernels) {
    kernels = compile(shared);
    compiled.set(shared, kernels);
  }
  return kernels;
}

function compile(shared: boolean): KernelModule {
  allowRelaxedSimd();
  const fused = bytesOf(fusedBinary, shared);
  const isFused = WebAssembly.validate(fused);
  return {
    module: new WebAssembly.Module(isFused ? fused : bytesOf(plainBinary, shared)),
    fused: isFused,
  };
}

/**
 * Node 20 has relaxed SIMD behind a flag of V8 11; later ones and browsers have it without. Fused multiply-add makes
 * matrix products a third faster on AMD's processors and up to twice as fast on Intel's, and rounds once instead of twice.
 */
function allowRelaxedSimd(): void {
  if (typeof process === 'undefined' || !process.versions?.v8?.startsWith('11.')) return;
  process.getBuiltinModule?.('node:v8').setFlagsFromString('--experimental-wasm-relaxed-simd');
}

function bytesOf(base64: string, shared: boolean): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  if (!shared) bytes[memoryFlagsAt(bytes)] = 0x01;
  return bytes;
}

/** The place of the flags of the imported memory: after its name and the kind of import (2, a memory). */
function memoryFlagsAt(bytes: Uint8Array): number {
  const name = [...'memory'].map((character) => character.charCodeAt(0));
  const at = bytes.findIndex((_, start) => name.every((code, i) => bytes[start + i] === code));
  return at + name.length + 1;
}
