/** The sizes of operations with sliding windows over NHWC images: poolings and depthwise convolutions. */
import { JOB } from './layout';
import { controlBlock } from './threads';

/** The sizes, at the beginning of the job; subclasses add the rest. */
export class Windows {
  images: i32;
  height: i32;
  width: i32;
  channels: i32;
  outHeight: i32;
  outWidth: i32;
  windowHeight: i32;
  windowWidth: i32;
  strideY: i32;
  strideX: i32;
  dilationY: i32;
  dilationX: i32;
  top: i32;
  left: i32;
}

/** Sets the sizes for the next kernel. */
export function setWindows(
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  windowHeight: i32,
  windowWidth: i32,
  strideY: i32,
  strideX: i32,
  dilationY: i32,
  dilationX: i32,
  top: i32,
  left: i32,
): void {
  const it = changetype<Windows>(controlBlock() + JOB);
  it.images = images;
  it.height = height;
  it.width = width;
  it.channels = channels;
  it.outHeight = outHeight;
  it.outWidth = outWidth;
  it.windowHeight = windowHeight;
  it.windowWidth = windowWidth;
  it.strideY = strideY;
  it.strideX = strideX;
  it.dilationY = dilationY;
  it.dilationX = dilationX;
  it.top = top;
  it.left = left;
}
