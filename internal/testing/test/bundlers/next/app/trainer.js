'use client';
import { createElement, useEffect } from 'react';
import { train } from '../../page/train.js';

export default function Trainer() {
  useEffect(() => void (globalThis.train = train), []);
  return createElement('p', null, 'A page that trains.');
}
