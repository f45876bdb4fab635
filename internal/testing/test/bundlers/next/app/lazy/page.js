'use client';
import dynamic from 'next/dynamic';
import { createElement } from 'react';

const Trainer = dynamic(() => import('../trainer.js'), { ssr: false });

/** Rendered in the browser only. */
export default function Page() {
  return createElement(Trainer);
}
