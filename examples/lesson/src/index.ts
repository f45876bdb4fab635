export { lessonCommand } from './lesson-command';
export type { LessonOptions } from './lesson-options';
export { runLesson } from './run-lesson';
