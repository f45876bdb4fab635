import { addRowTask } from './add';
import { batchNormBackTask, batchNormSumsTask } from './batch-norm-backward';
import { batchNormApplyTask, batchNormMomentsTask } from './batch-norm-forward';
import {
  depthwiseBackFilterTask,
  depthwiseBackInputTask,
  depthwiseForwardTask,
} from './depthwise-convolution';
import { dropoutTask } from './dropout';
import { maximumBackTask, maximumTask } from './maximum';
import { adamWTask, sgdTask } from './optimizer-step';
import { averagePoolBackTask, maxPoolBackTask } from './pooling';
import { packRightTask, productBlockTask, productSplitTask, sumSplitsTask } from './product';
import { reluBackTask, reluTask } from './relu';
import { runningTask } from './cumulative';
import { smoothBackTask, smoothTask } from './smooth-activations';
import { spreadTask } from './sum-backward';
import { columnSumsTask } from './sum';
import * as kinds from './task-kinds';
import { volumeBackFilterTask, volumeBackInputTask } from './volume-convolution';

/** Runs one task of the current job. */
export function runTask(kind: i32, task: i32, thread: i32): void {
  switch (kind) {
    case kinds.PACK_RIGHT:
      return packRightTask(task, thread);
    case kinds.PRODUCT_BLOCK:
      return productBlockTask(task, thread);
    case kinds.PRODUCT_SPLIT:
      return productSplitTask(task, thread);
    case kinds.SUM_SPLITS:
      return sumSplitsTask(task);
    case kinds.COLUMN_SUMS:
      return columnSumsTask(task, thread);
    case kinds.RUNNING:
      return runningTask(task, thread);
    case kinds.BATCH_NORM_MOMENTS:
      return batchNormMomentsTask(task);
    case kinds.BATCH_NORM_APPLY:
      return batchNormApplyTask(task);
    case kinds.BATCH_NORM_SUMS:
      return batchNormSumsTask(task);
    case kinds.BATCH_NORM_BACK:
      return batchNormBackTask(task);
    case kinds.MAX_POOL_BACK:
      return maxPoolBackTask(task);
    case kinds.AVERAGE_POOL_BACK:
      return averagePoolBackTask(task);
    case kinds.RELU_BACK:
      return reluBackTask(task);
    case kinds.RELU:
      return reluTask(task);
    case kinds.ADD_ROW:
      return addRowTask(task);
    case kinds.DROPOUT:
      return dropoutTask(task);
    case kinds.ADAM_W:
      return adamWTask(task);
    case kinds.SGD:
      return sgdTask(task);
    case kinds.DEPTHWISE_FORWARD:
      return depthwiseForwardTask(task);
    case kinds.DEPTHWISE_BACK_INPUT:
      return depthwiseBackInputTask(task);
    case kinds.DEPTHWISE_BACK_FILTER:
      return depthwiseBackFilterTask(task);
    case kinds.VOLUME_BACK_INPUT:
      return volumeBackInputTask(task);
    case kinds.VOLUME_BACK_FILTER:
      return volumeBackFilterTask(task);
    case kinds.MAXIMUM:
      return maximumTask(task);
    case kinds.MAXIMUM_BACK:
      return maximumBackTask(task);
    case kinds.SMOOTH:
      return smoothTask(task);
    case kinds.SMOOTH_BACK:
      return smoothBackTask(task);
    case kinds.SPREAD:
      return spreadTask(task);
    default:
      unreachable();
  }
}
