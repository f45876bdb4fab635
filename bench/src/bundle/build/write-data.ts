import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lectureSpec, modernSpec, paperSpec, tinySpec } from '@nin/blocks';
import { take } from '@nin/cifar';
import { loadCifar10 } from '@nin/cifar/node';
import { readVersions } from '../../running/read-versions';
import { packImages } from '../packed-images';
import { torchNetwork } from '../torch-network';

const counts = { train: 5000, test: 1000 };

/** Writes a slice of CIFAR-10, the networks for PyTorch, and the versions of all that is in the bundle. */
export async function writeData(folder: string): Promise<void> {
  const splits = await loadCifar10({
    onProgress: ({ phase, message }) => {
      if (phase === 'notice') console.error(message);
    },
  });
  await mkdir(join(folder, 'data'), { recursive: true });
  for (const name of ['train', 'test'] as const) {
    const images = take(splits[name], counts[name]);
    await writeFile(join(folder, `data/${name}-images.bin`), packImages(images));
    await writeFile(join(folder, `data/${name}-labels.bin`), images.labels);
  }
  const networks = { tiny: tinySpec, lecture: lectureSpec, paper: paperSpec, modern: modernSpec };
  const layers = Object.entries(networks).map(([name, spec]) => [name, torchNetwork(spec)]);
  await writeFile(join(folder, 'networks.json'), JSON.stringify(Object.fromEntries(layers), null, 1));
  const packages = [
    '@tensorflow/tfjs-core',
    '@tensorflow/tfjs-layers',
    '@tensorflow/tfjs-backend-webgpu',
    'webgpu',
  ];
  await writeFile(join(folder, 'app/versions.json'), JSON.stringify(readVersions(packages)));
}
