import { fusedBinary, plainBinary } from './binaries.generated';

/** The kernels, compiled for shared or unshared memory. */
export interface KernelModule {
  module: WebAssembly.Module;
  /** Whether the kernels use fused multiply-add. */
  fused: boolean;
}

const compiled = new Map<boolean, KernelModule>();

/**
 * Compiles the kernels once for shared and once for unshared memory.
 *
 * The binaries import a shared memory, and sharing is part of a memory's type. Atomic instructions work on both kinds, so
 * changing one flag in the import makes the same code work with unshared memory.
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
 * Enables relaxed SIMD in Node 20, where V8 11 has it behind a flag; later versions and browsers have it enabled. Fused
 * multiply-add makes matrix products a third faster on AMD CPUs and up to twice as fast on Intel CPUs, and rounds once
 * instead of twice.
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

/** Returns the position of the imported memory's flags: after its name and the kind of import (2, a memory). */
function memoryFlagsAt(bytes: Uint8Array): number {
  const name = [...'memory'].map((character) => character.charCodeAt(0));
  const at = bytes.findIndex((_, start) => name.every((code, i) => bytes[start + i] === code));
  return at + name.length + 1;
}
